/** The commands on pub/sub that are one call of the API each. */
import {
  needed,
  number,
  objectIn,
  PAGE,
  text,
  type RestOptions,
  type RestRow,
} from './rest-options.ts';

const NODE = '/v1/pubsub/{id}/nodes/{item}';
const AS: RestOptions = {
  as: { ...text('the identity that acts, or its local part'), value: 'JID' },
};
const config = (about: string) => ({
  ...{ ...text(about), value: 'JSON' },
  read: objectIn('--config', '{"accessModel":"open"}'),
});
const CONTENT = {
  ...{ ...text('the content as JSON, such as {"json":{"lumen":40.5}}'), value: 'JSON' },
  read: objectIn('--content', '{"json":{"lumen":40.5}}'),
  spread: true,
} as const;
const CONTENT_HELP =
  'The content has one of json, geoloc, entry, form, nick, tune and payload, as PubsubItemToPublish in the contract.';
const FROM_BOTH = ['SERVICE', 'NODE'];

export const PUBSUB_ROWS: readonly RestRow[] = [
  {
    name: 'pubsub nodes',
    method: 'GET',
    path: '/v1/pubsub/{id}/nodes',
    arguments: ['SERVICE'],
    about: 'List the nodes of a service (XEP-0060), or of a user.',
    query: { ...AS, ...PAGE },
  },
  {
    name: 'pubsub show',
    method: 'GET',
    path: NODE,
    arguments: FROM_BOTH,
    about: 'Show a node, and its configuration to an owner.',
    query: AS,
  },
  {
    name: 'pubsub create',
    method: 'PUT',
    path: NODE,
    arguments: FROM_BOTH,
    about: 'Create a node, or configure the one that is there; shows what the service ignored.',
    options: { config: config('options as JSON, such as {"accessModel":"open","maxItems":100}') },
    query: AS,
    more: 'Options: those of PubsubNodeConfigToSet in the contract; "form" has fields of the form by their names.',
  },
  {
    name: 'pubsub delete',
    method: 'DELETE',
    path: NODE,
    arguments: FROM_BOTH,
    about: 'Delete a node.',
    query: AS,
  },
  {
    name: 'pubsub purge',
    method: 'POST',
    path: `${NODE}/purge`,
    arguments: FROM_BOTH,
    about: 'Delete all items of a node.',
    query: AS,
  },
  {
    name: 'pubsub affiliations',
    method: 'GET',
    path: `${NODE}/affiliations`,
    arguments: FROM_BOTH,
    about: 'List the owners, publishers, members and outcasts of a node.',
    query: { ...AS, ...PAGE },
  },
  {
    name: 'pubsub items',
    method: 'GET',
    path: `${NODE}/items`,
    arguments: FROM_BOTH,
    about: 'List the items of a node.',
    query: { ...AS, ...PAGE },
  },
  {
    name: 'pubsub publish',
    method: 'PUT',
    path: `${NODE}/items/{part}`,
    arguments: [...FROM_BOTH, 'ITEM'],
    about: 'Publish an item.',
    options: { content: needed(CONTENT) },
    query: AS,
    more: CONTENT_HELP,
  },
  {
    name: 'pubsub get',
    method: 'GET',
    path: `${NODE}/items/{part}`,
    arguments: [...FROM_BOTH, 'ITEM'],
    about: 'Show an item.',
    query: AS,
  },
  {
    name: 'pubsub retract',
    method: 'DELETE',
    path: `${NODE}/items/{part}`,
    arguments: [...FROM_BOTH, 'ITEM'],
    about: 'Retract an item.',
    query: AS,
  },
  {
    name: 'pubsub subscriptions',
    method: 'GET',
    path: '/v1/pubsub/subscriptions',
    about: 'List which identities are subscribed to which nodes.',
    query: {
      identity: { ...text('only of this identity, or its local part'), value: 'JID' },
      state: text('only in this state, such as subscribed or refused'),
      ...PAGE,
    },
  },
  {
    name: 'pubsub subscribe',
    method: 'PUT',
    path: `${NODE}/subscriptions/{part}`,
    arguments: [...FROM_BOTH, 'IDENTITY'],
    about: 'Declare that an identity is subscribed to a node; it stays so.',
    options: {
      'catch-up-max': {
        ...number('how many of the newest items are looked at after an interruption; default: 100'),
        field: 'catchUpMax',
      },
    },
    more: 'What is published arrives as events; `pubsub subscriptions` tells whether the service has taken it.',
  },
  {
    name: 'pubsub unsubscribe',
    method: 'DELETE',
    path: `${NODE}/subscriptions/{part}`,
    arguments: [...FROM_BOTH, 'IDENTITY'],
    about: 'Let an identity be subscribed no more.',
  },
];
