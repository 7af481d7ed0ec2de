/** The commands that are one call of the API each. */
import { SCOPES } from '../core/caller.ts';
import { HOOK_ROWS } from './hook-rows.ts';
import { EVENT_TYPES_HELP } from './events/trigger.ts';
import {
  CREDENTIALS,
  KEY_BOUNDS,
  PAGE,
  TERMS,
  instant,
  jsonOf,
  many,
  needed,
  overlap,
  text,
} from './rest-options.ts';
import type { Look } from './show.ts';
import { showMessage } from './show-message.ts';
import type { RestOptions } from './rest-options.ts';

export interface RestRow {
  readonly name: string;
  readonly about: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{id}` is the first positional, `{item}` the second. */
  readonly path: string;
  /** What goes into the body. */
  readonly options?: RestOptions;
  /** At least one of the options is needed. */
  readonly some?: true;
  readonly query?: RestOptions;
  /** Further help. */
  readonly more?: string;
  /** The answer for a person, where it is not a table or a list of its fields. */
  readonly shown?: (answer: unknown, look: Look) => string;
  /** Whether an answer of 2xx is what was wanted; always, unless this says otherwise. */
  readonly isGood?: (answer: unknown) => boolean;
}

const SCOPES_HELP = `Scopes: ${SCOPES.join(', ')}`;

export const REST_ROWS: readonly RestRow[] = [
  { name: 'status', method: 'GET', path: '/v1/status', about: 'Show the state of the bridge.' },
  {
    name: 'messages show',
    method: 'GET',
    path: '/v1/messages/{id}',
    about: 'Show the status of a message, and why it failed.',
    shown: showMessage,
  },
  {
    name: 'messages cancel',
    method: 'POST',
    path: '/v1/messages/{id}/cancel',
    about: 'Cancel a message that waits to be sent.',
    shown: showMessage,
  },
  {
    name: 'iq',
    method: 'POST',
    path: '/v1/iq',
    about: 'Send an IQ and show the response.',
    options: {
      to: needed({ ...text('who is asked'), value: 'JID' }),
      type: needed(text('get or set')),
      from: { ...text('the asking identity, or its local part'), value: 'JID' },
      payload: needed({
        ...text('the payload as JSON, such as {"ping":{}} or {"discoInfo":{}}'),
        value: 'JSON',
        read: jsonOf,
        spread: true,
      }),
    },
    more: 'The fields that a payload may have are those of IqToSend in the contract; what has no field goes into extensions.',
  },
  {
    name: 'presence',
    method: 'POST',
    path: '/v1/presence',
    about: 'Send presence.',
    options: {
      to: needed({ ...text('who gets it'), value: 'JID' }),
      type: text(
        'unavailable, subscribe, subscribed, unsubscribe, unsubscribed or probe; default: available',
      ),
      from: { ...text('the identity, or its local part'), value: 'JID' },
      show: text('away, chat, dnd or xa'),
      status: text('a text beside it'),
    },
  },
  {
    name: 'events list',
    method: 'GET',
    path: '/v1/events',
    about: 'List events; `events tail` shows them as they arrive.',
    query: {
      ...PAGE,
      since: instant('from then on'),
      newest: {
        type: 'boolean',
        field: 'order',
        read: () => 'desc',
        about: 'the newest first; the oldest otherwise',
      },
      types: { ...many('only events of these types, comma-separated'), field: 'events' },
      identities: many('only of these identities, comma-separated'),
      remotes: many('only from these JIDs or domains, comma-separated'),
    },
    more: EVENT_TYPES_HELP,
  },
  {
    name: 'audit',
    method: 'GET',
    path: '/v1/audit',
    about: 'List who changed what, newest first.',
    query: PAGE,
  },
  {
    name: 'consumers list',
    method: 'GET',
    path: '/v1/consumers',
    about: 'List the consumers of the key.',
    query: PAGE,
  },
  {
    name: 'consumers show',
    method: 'GET',
    path: '/v1/consumers/{id}',
    about: 'Show how far a consumer is.',
  },
  {
    name: 'consumers move',
    method: 'PUT',
    path: '/v1/consumers/{id}',
    about: 'Move a consumer forwards or back; its open streams go on from there.',
    options: {
      cursor: { ...text('a cursor, oldest or now'), value: 'CURSOR' },
      since: instant('or to the first event from then on'),
    },
    some: true,
  },
  {
    name: 'consumers delete',
    method: 'DELETE',
    path: '/v1/consumers/{id}',
    about: 'Delete a consumer.',
  },
  { name: 'keys list', method: 'GET', path: '/v1/keys', about: 'List API keys.', query: PAGE },
  { name: 'keys show', method: 'GET', path: '/v1/keys/{id}', about: 'Show an API key.' },
  {
    name: 'keys create',
    method: 'POST',
    path: '/v1/keys',
    about: 'Create an API key; its value is shown only once.',
    options: {
      name: needed(text('what it is for')),
      identities: needed(many('local parts it may send as, comma-separated; * is any')),
      scopes: needed(many('scopes, comma-separated, such as messages:send')),
      ...KEY_BOUNDS,
    },
    more: SCOPES_HELP,
  },
  {
    name: 'keys change',
    method: 'PATCH',
    path: '/v1/keys/{id}',
    about: 'Change an API key; options left out keep their value.',
    options: {
      name: text('what it is for'),
      identities: many('local parts it may send as, comma-separated; * is any'),
      scopes: many('scopes, comma-separated, such as messages:send'),
      ...KEY_BOUNDS,
    },
    some: true,
    more: SCOPES_HELP,
  },
  {
    name: 'keys rotate',
    method: 'POST',
    path: '/v1/keys/{id}/rotate',
    about: 'Give an API key a new secret; it is shown only once.',
    options: { overlap },
  },
  { name: 'keys revoke', method: 'DELETE', path: '/v1/keys/{id}', about: 'Revoke an API key.' },
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
    about: 'Create a webhook; its secret is shown only once.',
    options: {
      'to-url': needed(TERMS['to-url']),
      events: needed(TERMS.events),
      identities: TERMS.identities,
      remotes: TERMS.remotes,
      xml: { type: 'boolean', about: 'also include the stanza as XML in events' },
      signing: text('hmac-sha256 (the default) or ed25519'),
      description: TERMS.description,
      ...CREDENTIALS,
    },
    more: EVENT_TYPES_HELP,
  },
  {
    name: 'webhooks change',
    method: 'PATCH',
    path: '/v1/webhooks/{id}',
    about: 'Change a webhook; options left out keep their value.',
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
    about: 'Send a test event and show the response; fails unless it is 2xx.',
    isGood: (answer) => (answer as { readonly ok?: boolean }).ok === true,
  },
  {
    name: 'webhooks pause',
    method: 'POST',
    path: '/v1/webhooks/{id}/pause',
    about: 'Hold events until the webhook is resumed.',
  },
  {
    name: 'webhooks resume',
    method: 'POST',
    path: '/v1/webhooks/{id}/resume',
    about: 'Deliver the held events, and new ones.',
  },
  {
    name: 'webhooks rotate-secret',
    method: 'POST',
    path: '/v1/webhooks/{id}/rotate-secret',
    about: 'Give a webhook a new secret; it is shown only once.',
    options: { overlap },
  },
  {
    name: 'webhooks deliveries',
    method: 'GET',
    path: '/v1/webhooks/{id}/deliveries',
    about: 'List deliveries: the failed ones and the latest successful ones.',
    query: { status: text('only pending, waiting, delivered or dead'), ...PAGE },
  },
  {
    name: 'webhooks retry',
    method: 'POST',
    path: '/v1/webhooks/{id}/deliveries/{item}/retry',
    about: 'Retry a delivery now.',
  },
  {
    name: 'webhooks dead-letters',
    method: 'GET',
    path: '/v1/webhooks/{id}/dead-letters',
    about: 'List deliveries that were given up on.',
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
    about: 'Deliver dead letters again: the named ones, or all.',
    options: { ids: many('which ones, comma-separated') },
  },
  ...HOOK_ROWS,
  {
    name: 'replay',
    method: 'POST',
    path: '/v1/webhooks/{id}/replay',
    about: 'Deliver past events to a webhook again.',
    options: {
      since: instant('from then on'),
      after: { ...text('from this cursor on'), value: 'CURSOR' },
    },
    some: true,
  },
];
