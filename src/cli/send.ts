import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf, API_OPTIONS, type Api } from './api.ts';
import {
  EXIT,
  JSON_OPTION,
  numberOf,
  textOf,
  type Command,
  type ExitCode,
  type Io,
  type Values,
} from './command.ts';
import { showMessage } from './show-message.ts';

interface SendRecord {
  readonly id: string;
  readonly status: string;
}

const LOOK_MS = 200;
/** From here on only the recipient's client can change it. */
const SETTLED = ['acknowledged', 'delivered', 'displayed', 'failed'];

export const send: Command = {
  name: 'send',
  about: 'Send a message.',
  scope: () => 'messages:send',
  options: {
    to: { type: 'string', required: true, value: 'JID', about: 'who gets it' },
    body: { type: 'string', required: true, about: 'what it says; - reads it from standard input' },
    from: {
      type: 'string',
      value: 'JID',
      about: 'the sending identity, or its local part; default: that of the key',
    },
    type: { type: 'string', about: 'chat (the default), groupchat, headline or normal' },
    subject: { type: 'string', about: 'its subject' },
    ttl: {
      type: 'string',
      number: true,
      value: 'SECONDS',
      about: 'how long it may wait for the XMPP server; after that it fails, with the code expired',
    },
    wait: {
      type: 'string',
      number: true,
      value: 'SECONDS',
      about: 'wait so long for what becomes of it; fails unless the server has it by then',
    },
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  async run({ values, io }) {
    const api = apiOf(values, io);
    const answer = (await api.call(
      'POST',
      '/v1/messages',
      await messageOf(values, io),
    )) as SendRecord;
    const seconds = numberOf(values, 'wait');
    const record = seconds === undefined ? answer : await settled(api, answer, seconds * 1_000, io);
    io.out(values['json'] === true ? JSON.stringify(record) : showMessage(record, io));
    if (seconds !== undefined && !SETTLED.includes(record.status)) io.err(waiting(record));
    return seconds === undefined ? EXIT.ok : outcomeOf(record);
  },
};

async function messageOf(values: Values, io: Io): Promise<object> {
  const given = ['to', 'from', 'type', 'subject'].flatMap((name) => {
    const value = textOf(values, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const body = textOf(values, 'body') ?? '';
  const text = body === '-' ? (await io.stdin()).replace(/\r?\n$/, '') : body;
  const ttl = numberOf(values, 'ttl');
  return { ...Object.fromEntries(given), body: text, ...(ttl !== undefined && { ttl }) };
}

async function settled(api: Api, first: SendRecord, ms: number, io: Io): Promise<SendRecord> {
  const until = io.now() + ms;
  let record = first;
  while (!SETTLED.includes(record.status) && io.now() < until && !io.signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal: io.signal }).catch(() => undefined);
    record = (await api.call('GET', `/v1/messages/${record.id}`)) as SendRecord;
  }
  return record;
}

/** Beside the record, on standard error: a program reads the record. */
function waiting({ id, status }: SendRecord): string {
  return `It is still ${status}: the XMPP server has not acknowledged it. It goes on waiting; see stanza-bridge status, and later stanza-bridge messages show '${id}'`;
}

function outcomeOf({ status }: SendRecord): ExitCode {
  if (status === 'failed') return EXIT.failed;
  return SETTLED.includes(status) ? EXIT.ok : EXIT.unavailable;
}
