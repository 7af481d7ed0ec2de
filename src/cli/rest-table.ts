/** The commands that are one call of the API each. */
import type { Option } from './command.ts';
import { basicOf, bearerOf, headersOf } from './credential-options.ts';

export interface RestRow {
  readonly name: string;
  readonly about: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `{id}` is the first positional, `{item}` the second. */
  readonly path: string;
  /** What goes into the body. */
  readonly options?: RestOptions;
  /** At least one of the options is needed. */
  readonly some?: true;
  readonly query?: RestOptions;
  /** Whether an answer of 2xx is what was wanted; always, unless this says otherwise. */
  readonly isGood?: (answer: unknown) => boolean;
}

export type RestOptions = Readonly<Record<string, RestOption>>;

export interface RestOption extends Option {
  /** Its name in the body, where that is another one. */
  readonly field?: string;
}

const many = (about: string): RestOption => ({ type: 'string', multiple: true, about });
const text = (about: string): RestOption => ({ type: 'string', about });
const number = (about: string): RestOption => ({ ...text(about), number: true, value: 'N' });
const instant = (about: string): RestOption => ({
  ...text(`${about}, such as 2026-01-31T12:00:00Z`),
  value: 'INSTANT',
});
const needed = (option: RestOption): RestOption => ({ ...option, required: true });

const overlap: RestOption = {
  ...number('how long the old one stays good; default: a day'),
  value: 'SECONDS',
  field: 'overlapSeconds',
};

const PAGE = {
  limit: number('how many at most'),
  after: { ...text('go on after the page before, which says how'), value: 'NEXT' },
};

const TERMS = {
  'to-url': { ...text('where events are posted'), value: 'URL', field: 'url' },
  events: many('types of events, comma-separated, such as message.received'),
  identities: many('only these local parts, comma-separated'),
  remotes: many('only from these JIDs or domains, comma-separated'),
  description: text('what it is for'),
};

const CREDENTIALS = {
  header: {
    type: 'string',
    multiple: true,
    value: 'NAME:VALUE',
    field: 'headers',
    read: headersOf,
    about: 'a header that the receiver asks for',
  },
  basic: {
    type: 'string',
    value: 'USER:PASSWORD',
    field: 'authorization',
    read: basicOf,
    about: 'Authorization of the receiver, as Basic',
  },
  bearer: {
    type: 'string',
    value: 'TOKEN',
    field: 'authorization',
    read: bearerOf,
    about: 'or as Bearer',
  },
} as const satisfies RestOptions;

export const REST_ROWS: readonly RestRow[] = [
  { name: 'status', method: 'GET', path: '/v1/status', about: 'How the bridge is doing.' },
  {
    name: 'messages show',
    method: 'GET',
    path: '/v1/messages/{id}',
    about: 'Show what became of a message.',
  },
  { name: 'keys list', method: 'GET', path: '/v1/keys', about: 'List API keys.', query: PAGE },
  { name: 'keys show', method: 'GET', path: '/v1/keys/{id}', about: 'Show an API key.' },
  {
    name: 'keys create',
    method: 'POST',
    path: '/v1/keys',
    about: 'Make an API key; its value is shown here only.',
    options: {
      name: needed(text('what it is for')),
      identities: needed(many('local parts that it may speak as, comma-separated; * is any')),
      scopes: needed(many('what it may do, comma-separated, such as messages:send')),
      recipients: many('whom it may address, comma-separated'),
      rate: number('requests in a second'),
      quota: number('stanzas in a day'),
      'expires-at': { ...instant('when it ends'), field: 'expiresAt' },
    },
  },
  {
    name: 'keys rotate',
    method: 'POST',
    path: '/v1/keys/{id}/rotate',
    about: 'Give an API key a new secret; it is shown here only.',
    options: { overlap },
  },
  { name: 'keys revoke', method: 'DELETE', path: '/v1/keys/{id}', about: 'End an API key.' },
  {
    name: 'webhooks list',
    method: 'GET',
    path: '/v1/webhooks',
    about: 'List webhooks.',
    query: PAGE,
  },
  { name: 'webhooks show', method: 'GET', path: '/v1/webhooks/{id}', about: 'Show a webhook.' },
  {
    name: 'webhooks create',
    method: 'POST',
    path: '/v1/webhooks',
    about: 'Make a webhook; its secret is shown here only.',
    options: {
      'to-url': needed(TERMS['to-url']),
      events: needed(TERMS.events),
      identities: TERMS.identities,
      remotes: TERMS.remotes,
      xml: { type: 'boolean', about: 'events have their stanza as XML too' },
      signing: text('hmac-sha256 (the default) or ed25519'),
      description: TERMS.description,
      ...CREDENTIALS,
    },
  },
  {
    name: 'webhooks change',
    method: 'PATCH',
    path: '/v1/webhooks/{id}',
    about: 'Change a webhook; what is left out stays as it is.',
    options: { ...TERMS, ...CREDENTIALS },
    some: true,
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
    about: 'Post a test event, and show what was answered; fails if that is no 2xx.',
    isGood: (answer) => (answer as { readonly ok?: boolean }).ok === true,
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
    about: 'Deliver what was kept back, and what comes.',
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
    about: 'List deliveries, those that failed and the latest that went through.',
    query: { status: text('only pending, waiting, delivered or dead'), ...PAGE },
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
    query: PAGE,
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
      since: instant('from then on'),
      after: { ...text('from this cursor on'), value: 'CURSOR' },
    },
    some: true,
  },
];
