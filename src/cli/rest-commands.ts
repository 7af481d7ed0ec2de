/** Commands that are one call of the API each: a table. */
import { apiOf, API_OPTIONS } from './api.ts';
import {
  EXIT,
  JSON_OPTION,
  textOf,
  textsOf,
  type Command,
  type Option,
  type Values,
} from './command.ts';
import { show } from './show.ts';

interface RestRow {
  readonly name: string;
  readonly about: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{id}` is the first positional, `{item}` the second. */
  readonly path: string;
  readonly options?: Readonly<Record<string, RestOption>>;
}

interface RestOption extends Option {
  /** How its text becomes part of the body; left out, it is text, or a list where it may be repeated. */
  readonly as?: 'number';
  /** Its name in the body, where that is another one. */
  readonly field?: string;
}

const overlap: RestOption = {
  type: 'string',
  value: 'SECONDS',
  as: 'number',
  field: 'overlapSeconds',
  about: 'how long the old one stays good; default: a day',
};
const many = (about: string): RestOption => ({ type: 'string', multiple: true, about });
const text = (about: string): RestOption => ({ type: 'string', about });

const ROWS: readonly RestRow[] = [
  { name: 'status', method: 'GET', path: '/v1/status', about: 'How the bridge is doing.' },
  { name: 'keys list', method: 'GET', path: '/v1/keys', about: 'List API keys.' },
  { name: 'keys show', method: 'GET', path: '/v1/keys/{id}', about: 'Show an API key.' },
  {
    name: 'keys create',
    method: 'POST',
    path: '/v1/keys',
    about: 'Make an API key; its value is shown here only.',
    options: {
      name: text('what it is for'),
      identities: many('local parts that it may speak as, comma-separated; * is any'),
      scopes: many('what it may do, comma-separated, such as messages:send'),
      recipients: many('whom it may address, comma-separated'),
      'expires-at': { ...text('RFC 3339: when it ends'), field: 'expiresAt' },
    },
  },
  {
    name: 'keys rotate',
    method: 'POST',
    path: '/v1/keys/{id}/rotate',
    about: 'Give an API key a new value; it is shown here only.',
    options: { overlap },
  },
  { name: 'keys revoke', method: 'DELETE', path: '/v1/keys/{id}', about: 'End an API key.' },
  { name: 'webhooks list', method: 'GET', path: '/v1/webhooks', about: 'List webhooks.' },
  { name: 'webhooks show', method: 'GET', path: '/v1/webhooks/{id}', about: 'Show a webhook.' },
  {
    name: 'webhooks create',
    method: 'POST',
    path: '/v1/webhooks',
    about: 'Make a webhook; its secret is shown here only.',
    options: {
      'to-url': { ...text('where events are posted'), field: 'url' },
      events: many('types of events, comma-separated'),
      identities: many('only these local parts, comma-separated'),
      description: text('what it is for'),
    },
  },
  {
    name: 'webhooks delete',
    method: 'DELETE',
    path: '/v1/webhooks/{id}',
    about: 'Delete a webhook.',
  },
  {
    name: 'webhooks test',
    method: 'POST',
    path: '/v1/webhooks/{id}/test',
    about: 'Post a test event, and show what was answered.',
  },
  {
    name: 'webhooks pause',
    method: 'POST',
    path: '/v1/webhooks/{id}/pause',
    about: 'Keep events back until it is resumed.',
  },
  {
    name: 'webhooks resume',
    method: 'POST',
    path: '/v1/webhooks/{id}/resume',
    about: 'Deliver again what was kept back.',
  },
  {
    name: 'webhooks rotate-secret',
    method: 'POST',
    path: '/v1/webhooks/{id}/rotate-secret',
    about: 'Give a webhook a new secret; it is shown here only.',
    options: { overlap },
  },
  {
    name: 'webhooks deliveries',
    method: 'GET',
    path: '/v1/webhooks/{id}/deliveries',
    about: 'List deliveries that did not go through at once.',
  },
  {
    name: 'webhooks retry',
    method: 'POST',
    path: '/v1/webhooks/{id}/deliveries/{item}/retry',
    about: 'Try a delivery now.',
  },
  {
    name: 'webhooks dead-letters',
    method: 'GET',
    path: '/v1/webhooks/{id}/dead-letters',
    about: 'List deliveries that were given up.',
  },
  {
    name: 'webhooks discard',
    method: 'DELETE',
    path: '/v1/webhooks/{id}/dead-letters/{item}',
    about: 'Discard a dead letter.',
  },
  {
    name: 'webhooks replay-dead-letters',
    method: 'POST',
    path: '/v1/webhooks/{id}/dead-letters/replay',
    about: 'Deliver dead letters; all of them, unless some are named.',
    options: { ids: many('which ones, comma-separated') },
  },
  {
    name: 'replay',
    method: 'POST',
    path: '/v1/webhooks/{id}/replay',
    about: 'Deliver to a webhook again what it had before.',
    options: {
      since: text('RFC 3339: from this instant on'),
      after: text('from this cursor on'),
    },
  },
];

const PLACES = [
  ['{id}', 'ID'],
  ['{item}', 'ITEM'],
] as const;

export const REST_COMMANDS: readonly Command[] = ROWS.map(commandOf);

function commandOf({ name, about, method, path, options = {} }: RestRow): Command {
  const hasBody = Object.keys(options).length > 0;
  return {
    name,
    about,
    arguments: PLACES.filter(([place]) => path.includes(place)).map(([, argument]) => argument),
    options: { ...options, ...API_OPTIONS, ...JSON_OPTION },
    async run({ values, positionals, io }) {
      const target = PLACES.reduce(
        (filled, [place], index) =>
          filled.replace(place, encodeURIComponent(positionals[index] ?? '')),
        path,
      );
      const body = hasBody ? bodyOf(options, values) : undefined;
      const answer = await apiOf(values, io).call(method, target, body);
      io.out(values['json'] === true ? JSON.stringify(answer ?? null) : show(answer));
      return EXIT.ok;
    },
  };
}

function bodyOf(options: Readonly<Record<string, RestOption>>, values: Values): object {
  const fields = Object.entries(options).flatMap(([name, { as, multiple, field = name }]) => {
    const value = multiple ? textsOf(values, name) : textOf(values, name);
    if (value === undefined) return [];
    return [[field, as === 'number' ? Number(value) : value] as const];
  });
  return Object.fromEntries(fields);
}
