import type { IqBatch, IqBatchLine } from '../contract/schemas.ts';
import { apiOf, API_OPTIONS } from './api.ts';
import {
  CommandFault,
  EXIT,
  JSON_OPTION,
  numberOf,
  textOf,
  textsOf,
  type Command,
  type Values,
} from './command.ts';
import { jsonOf } from './rest-options.ts';

export const iqBatch: Command = {
  name: 'iq batch',
  about: 'Ask many addresses; shows each response as it comes.',
  scope: () => 'iq:send',
  options: {
    to: { type: 'string', multiple: true, value: 'JID', about: 'who is asked, comma-separated' },
    'contacts-of': {
      type: 'string',
      value: 'JID',
      about: 'or the available contacts of this identity; needs contacts:manage too',
    },
    groups: { type: 'string', multiple: true, about: 'only contacts in these groups' },
    domains: { type: 'string', multiple: true, about: 'only contacts at these domains' },
    type: { type: 'string', about: 'get (the default) or set' },
    from: { type: 'string', value: 'JID', about: 'the asking identity, or its local part' },
    payload: {
      ...{ type: 'string', required: true, value: 'JSON' },
      about: 'the payload as JSON, such as {"ping":{}} or {"version":{}}',
      read: jsonOf,
    },
    timeout: {
      ...{ type: 'string', number: true, value: 'SECONDS' },
      about: 'how long each may take; default: 20',
    },
    concurrency: {
      ...{ type: 'string', number: true, value: 'N' },
      about: 'how many are asked at once; default: 50',
    },
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  more: 'It fails if there is anybody without a result.',
  async run({ values, io }) {
    let isGood = true;
    const lines = apiOf(values, io).lines('POST', '/v1/iq/batch', bodyOf(values));
    for await (const line of lines as AsyncIterable<IqBatchLine>) {
      isGood &&= line.outcome === 'result';
      io.out(values['json'] === true ? JSON.stringify(line) : shown(line));
    }
    return isGood ? EXIT.ok : EXIT.failed;
  },
};

function bodyOf(values: Values): IqBatch {
  const [type, from] = [textOf(values, 'type'), textOf(values, 'from')];
  const numbers = (['timeout', 'concurrency'] as const).flatMap((name) => {
    const value = numberOf(values, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const payload = jsonOf([textOf(values, 'payload') ?? '']) as object;
  const iq = { ...(type && { type }), ...(from && { from }), ...payload } as NonNullable<
    IqBatch['iq']
  >;
  return { to: targetsOf(values), iq, ...Object.fromEntries(numbers) };
}

function targetsOf(values: Values): NonNullable<IqBatch['to']> {
  const to = textsOf(values, 'to');
  const contactsOf = textOf(values, 'contacts-of');
  if ((to === undefined) === (contactsOf === undefined)) {
    throw new CommandFault('Give either --to or --contacts-of', EXIT.usage);
  }
  if (contactsOf === undefined) return to ?? [];
  const [groups, domains] = [textsOf(values, 'groups'), textsOf(values, 'domains')];
  return { contactsOf, ...(groups && { groups }), ...(domains && { domains }) };
}

function shown(line: IqBatchLine): string {
  const { to, outcome } = line;
  const {
    from: _,
    to: __,
    id: ___,
    type: ____,
    ...rest
  } = line.outcome === 'result' ? line.answer : {};
  const what = 'problem' in line ? line.problem.detail : JSON.stringify(rest);
  return `${to}  ${outcome}  ${what}`;
}
