/** Calls that bring about every answer about pub/sub. */
import { until } from '../../support/until.ts';
import type { Cast, Said, SceneTools } from './scenes.ts';

const place = {
  service: 'pubsub.example.org',
  node: encodeURIComponent('sensors/balcony'),
  item: 'current',
  id: 'current',
  identity: 'alerts',
};
const asked = { path: place, query: '?as=alerts' };
const SETTLED = { path: place, headers: { prefer: 'wait=10' } };

export async function* pubsub(cast: Cast, { call, examples }: SceneTools): AsyncGenerator<Said> {
  yield* examples(cast, 'putPubsubNode', asked);
  yield* examples(cast, 'putPubsubNode', asked);
  yield* examples(cast, 'putPubsubSubscription', { path: place });
  yield* examples(cast, 'putPubsubSubscription', SETTLED);
  yield* examples(cast, 'putPubsubItem', asked);
  yield* examples(cast, 'publishPubsubItem', asked);
  await until(async () => {
    const { answer } = await call(cast, 'getPubsubSubscription', { path: place });
    return answer.text.includes('lastItem');
  });
  yield* examples(cast, 'changePubsubAffiliations', asked);
  for (const id of [
    ...['listPubsubNodes', 'getPubsubNode', 'listPubsubItems', 'getPubsubItem'],
    'listPubsubAffiliations',
  ])
    yield await call(cast, id, asked);
  for (const id of [
    ...['getPubsubSubscription', 'listPubsubNodeSubscriptions', 'listPubsubSubscriptions'],
    'deletePubsubSubscription',
  ])
    yield await call(cast, id, { path: place });
  yield await call(cast, 'deletePubsubSubscription', SETTLED);
  for (const id of ['retractPubsubItem', 'purgePubsubNode', 'deletePubsubNode'])
    yield await call(cast, id, asked);
}
