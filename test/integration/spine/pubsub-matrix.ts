/** Operations on pub/sub: there is no service, so who may ask is told that, and who may not is refused first. */
import type { PubsubOperation } from '../../../src/features/pubsub/routes.ts';
import type { SubscriptionOperation } from '../../../src/features/pubsub/subscriptions/routes.ts';
import type { Belongings, MatrixCase } from './matrix-cases.ts';

const NODES = '/v1/pubsub/nowhere.example.org/nodes';
const at = (rest: string) => (mine: Belongings) =>
  `${NODES}${rest}?as=${encodeURIComponent(mine.identity)}`;
const asked = (rest: string, body?: object): MatrixCase => ({
  path: at(rest),
  ...(body !== undefined && { body: () => body }),
  right: 501,
  other: 403,
});
/** Each key declares one to the node `cell`. */
export const subscriptionOf = (node: string, identity: string) =>
  `${NODES}/${node}/subscriptions/${encodeURIComponent(identity)}`;
const declared = ({ identity }: Belongings) => subscriptionOf('cell', identity);
const undeclared = ({ identity }: Belongings) => subscriptionOf('balcony', identity);

export const PUBSUB_MATRIX: Readonly<Record<PubsubOperation | SubscriptionOperation, MatrixCase>> =
  {
    listPubsubNodes: asked(''),
    getPubsubNode: asked('/balcony'),
    putPubsubNode: asked('/balcony', {}),
    deletePubsubNode: asked('/balcony'),
    purgePubsubNode: asked('/balcony/purge'),
    listPubsubAffiliations: asked('/balcony/affiliations'),
    changePubsubAffiliations: asked('/balcony/affiliations', {
      items: [{ jid: 'juliet@example.org', affiliation: 'member' }],
    }),
    listPubsubItems: asked('/balcony/items'),
    publishPubsubItem: asked('/balcony/items', { json: 1 }),
    getPubsubItem: asked('/balcony/items/current'),
    putPubsubItem: asked('/balcony/items/current', { json: 1 }),
    retractPubsubItem: asked('/balcony/items/current'),
    listPubsubSubscriptions: {
      path: () => '/v1/pubsub/subscriptions',
      right: 200,
      other: { without: (mine) => mine.identity },
    },
    listPubsubNodeSubscriptions: {
      path: () => `${NODES}/cell/subscriptions`,
      right: 200,
      other: { without: (mine) => mine.identity },
    },
    getPubsubSubscription: { path: declared, right: 200, other: 403 },
    deletePubsubSubscription: { path: undeclared, right: 404, other: 403 },
    putPubsubSubscription: { path: declared, body: () => ({}), right: 202, other: 403 },
  };
