import type { PubsubOperation } from '../../../src/features/pubsub/routes.ts';
import type { SubscriptionOperation } from '../../../src/features/pubsub/subscriptions/routes.ts';
import type { GoodRequests } from './good-requests.ts';

const NODES = '/v1/pubsub/pubsub.example.org/nodes';
const NODE = `${NODES}/balcony`;
const SUBSCRIPTION = `${NODE}/subscriptions/alerts`;
const SETTLED = { prefer: 'wait=5' };

export const PUBSUB_REQUESTS: Pick<GoodRequests, PubsubOperation | SubscriptionOperation> = {
  listPubsubNodes: { 200: { method: 'get', url: NODES } },
  getPubsubNode: { 200: { method: 'get', url: NODE } },
  putPubsubNode: {
    200: { method: 'put', url: NODE, body: {} },
    201: { method: 'put', url: `${NODES}/orchard`, body: {} },
  },
  deletePubsubNode: { 204: { method: 'delete', url: NODE } },
  purgePubsubNode: { 204: { method: 'post', url: `${NODE}/purge` } },
  listPubsubAffiliations: { 200: { method: 'get', url: `${NODE}/affiliations` } },
  changePubsubAffiliations: {
    200: {
      method: 'patch',
      url: `${NODE}/affiliations`,
      body: { items: [{ jid: 'juliet@example.org', affiliation: 'publisher' }] },
    },
  },
  listPubsubItems: { 200: { method: 'get', url: `${NODE}/items` } },
  publishPubsubItem: { 201: { method: 'post', url: `${NODE}/items`, body: { json: 40.5 } } },
  getPubsubItem: { 200: { method: 'get', url: `${NODE}/items/current` } },
  putPubsubItem: { 200: { method: 'put', url: `${NODE}/items/current`, body: { json: [1] } } },
  retractPubsubItem: { 204: { method: 'delete', url: `${NODE}/items/current` } },
  listPubsubSubscriptions: { 200: { method: 'get', url: '/v1/pubsub/subscriptions' } },
  listPubsubNodeSubscriptions: { 200: { method: 'get', url: `${NODE}/subscriptions` } },
  getPubsubSubscription: { 200: { method: 'get', url: SUBSCRIPTION } },
  putPubsubSubscription: {
    200: { method: 'put', url: SUBSCRIPTION, body: {}, headers: SETTLED },
    202: { method: 'put', url: SUBSCRIPTION, body: {} },
  },
  deletePubsubSubscription: {
    202: { method: 'delete', url: SUBSCRIPTION },
    204: { method: 'delete', url: SUBSCRIPTION, headers: SETTLED },
  },
};
