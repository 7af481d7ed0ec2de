/** The commands on hooks. */
import { CommandFault, EXIT } from './command.ts';
import { headersOf } from './credential-options.ts';
import { DIALECTS } from '../features/hooks/dialects/table.ts';
import {
  jsonOf,
  many,
  needed,
  number,
  PAGE,
  text,
  type RestOptions,
  type RestRow,
} from './rest-options.ts';

/** `NAME=VALUE[,VALUE]`, as often as given. */
function filterOf(given: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    pairs('filter', given).map(([name, value]) => [name, value.split(',')]),
  );
}

function pickOf(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs('pick', given));
}

function pairs(option: string, given: readonly string[]): readonly (readonly [string, string])[] {
  return given.map((text) => {
    const at = text.indexOf('=');
    if (at > 0) return [text.slice(0, at), text.slice(at + 1)] as const;
    throw new CommandFault(`--${option} ${text}: write NAME=VALUE`, EXIT.usage);
  });
}

/** `github:SECRET`, `basic:USER:PASSWORD`, `none`. */
function verifyOf([given = '']: readonly string[]): object {
  const [scheme = '', ...rest] = given.split(':');
  if (scheme !== 'basic') {
    return { scheme, ...(rest.length > 0 && { secret: rest.join(':') }) };
  }
  const [username = '', ...password] = rest;
  return { scheme, username, secret: password.join(':') };
}

function stormOf([given = '']: readonly string[]): object {
  const [, max, per] = /^([0-9]+)\/([0-9]+)$/.exec(given) ?? [];
  if (max !== undefined && per !== undefined) return { max: Number(max), per: Number(per) };
  throw new CommandFault(`--storm ${given}: write MAX/SECONDS, such as 20/60`, EXIT.usage);
}

const TERMS = {
  name: text('what it is for'),
  dialect: text('whose payloads it takes'),
  to: { ...many('who is told: JIDs of people and rooms, comma-separated'), value: 'JIDS' },
  from: { ...text('the identity that speaks, or its local part'), value: 'JID' },
  verify: {
    ...text('how the sender proves itself: github:SECRET, basic:USER:PASSWORD, …'),
    value: 'SCHEME:SECRET',
    read: verifyOf,
  },
  template: text('the text of the message, in Liquid'),
  filter: {
    ...many('what is told, such as status=firing; a name that begins with / is a JSON pointer'),
    value: 'NAME=VALUES',
    read: filterOf,
  },
  pick: {
    ...many('where a field is, such as title=/check/name'),
    value: 'FIELD=POINTER',
    read: pickOf,
  },
  update: text('edit, reply or new'),
  storm: { ...text('the most messages in so many seconds'), value: 'MAX/SECONDS', read: stormOf },
} as const satisfies RestOptions;

const PAYLOAD = {
  payload: {
    ...text('the payload as JSON'),
    value: 'JSON',
    read: (given: readonly string[]) => ({ payload: jsonOf(given) }),
    spread: true,
  },
  body: text('or the body as text'),
  header: {
    ...many('a header of the sender, such as X-GitHub-Event:push'),
    value: 'NAME:VALUE',
    field: 'headers',
    read: headersOf,
  },
  query: {
    ...many('a parameter of the URL, such as title=Backup'),
    value: 'NAME=VALUE',
    read: (given: readonly string[]) => Object.fromEntries(pairs('query', given)),
  },
} as const satisfies RestOptions;

const more = `Dialects: ${Object.keys(DIALECTS).join(', ')}`;

export const HOOK_ROWS: readonly RestRow[] = [
  { name: 'hooks list', method: 'GET', path: '/v1/hooks', about: 'List hooks.', query: PAGE },
  { name: 'hooks show', method: 'GET', path: '/v1/hooks/{id}', about: 'Show a hook.' },
  {
    name: 'hooks create',
    method: 'POST',
    path: '/v1/hooks',
    about: 'Create a hook; its URL is shown only once.',
    options: {
      ...TERMS,
      name: needed(TERMS.name),
      dialect: needed(TERMS.dialect),
      to: needed(TERMS.to),
    },
    more,
  },
  {
    name: 'hooks change',
    method: 'PATCH',
    path: '/v1/hooks/{id}',
    about: 'Change a hook; options left out keep their value.',
    options: TERMS,
    some: true,
    more,
  },
  { name: 'hooks delete', method: 'DELETE', path: '/v1/hooks/{id}', about: 'Delete a hook.' },
  {
    name: 'hooks rotate',
    method: 'POST',
    path: '/v1/hooks/{id}/rotate',
    about: 'Give a hook a new URL; it is shown only once.',
    options: {
      overlap: {
        ...number('how long the old one stays valid; default: not at all'),
        value: 'SECONDS',
        field: 'overlapSeconds',
      },
    },
  },
  {
    name: 'hooks preview',
    method: 'POST',
    path: '/v1/hooks/{id}/preview',
    about: "Show what a payload, or the dialect's sample, would send.",
    options: PAYLOAD,
  },
  {
    name: 'hooks test',
    method: 'POST',
    path: '/v1/hooks/{id}/test',
    about: "Deliver a payload, or the dialect's sample: the messages are sent.",
    options: PAYLOAD,
  },
];
