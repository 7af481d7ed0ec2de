/** The operations on nodes of a service, their items and subscriptions, in an order in which each does something. */
import { expect } from 'vitest';
import { until } from '../../support/until.ts';
import type { PubsubOperation } from '../../../src/features/pubsub/routes.ts';
import type { SubscriptionOperation } from '../../../src/features/pubsub/subscriptions/routes.ts';
import type { World } from './world.ts';

type Operation = PubsubOperation | SubscriptionOperation;

const NODES = '/v1/pubsub/pubsub.example.org/nodes';
const NODE = `${NODES}/balcony`;
const AS = '?as=bot';
const READING = { json: { lumen: 40.5 } };

export const PUBSUB_OPERATIONS: Readonly<Record<Operation, (world: World) => Promise<unknown>>> = {
  putPubsubNode: (world) =>
    call(world, 'PUT', `${NODE}${AS}`, { body: { config: { maxItems: 20 } }, is: [200, 201] }),
  getPubsubNode: (world) => call(world, 'GET', `${NODE}${AS}`),
  listPubsubNodes: (world) => call(world, 'GET', `${NODES}${AS}`),
  putPubsubSubscription: (world) =>
    call(world, 'PUT', `${NODE}/subscriptions/bot`, { body: {}, isSettled: true }),
  getPubsubSubscription: (world) => call(world, 'GET', `${NODE}/subscriptions/bot`),
  listPubsubNodeSubscriptions: (world) => call(world, 'GET', `${NODE}/subscriptions`),
  listPubsubSubscriptions: (world) => call(world, 'GET', '/v1/pubsub/subscriptions'),
  putPubsubItem: (world) => call(world, 'PUT', `${NODE}/items/current${AS}`, { body: READING }),
  async publishPubsubItem({ api }) {
    const headers = { 'idempotency-key': 'a-reading' };
    const { status, text } = await api.post(`${NODE}/items${AS}`, READING, { headers });
    expect(status, text).toBe(201);
    await until(async () => (await api.get('/v1/events?events=pubsub.item')).text.includes('40.5'));
  },
  getPubsubItem: (world) => call(world, 'GET', `${NODE}/items/current${AS}`),
  listPubsubItems: (world) => call(world, 'GET', `${NODE}/items${AS}`),
  changePubsubAffiliations: (world) =>
    call(world, 'PATCH', `${NODE}/affiliations${AS}`, {
      body: { items: [{ jid: 'juliet@example.org', affiliation: 'publisher' }] },
    }),
  listPubsubAffiliations: (world) => call(world, 'GET', `${NODE}/affiliations${AS}`),
  retractPubsubItem: (world) => call(world, 'DELETE', `${NODE}/items/current${AS}`, { is: 204 }),
  purgePubsubNode: (world) => call(world, 'POST', `${NODE}/purge${AS}`, { is: 204 }),
  deletePubsubSubscription: (world) =>
    call(world, 'DELETE', `${NODE}/subscriptions/bot`, { is: 204, isSettled: true }),
  deletePubsubNode: (world) => call(world, 'DELETE', `${NODE}${AS}`, { is: 204 }),
};

interface Expected {
  readonly body?: unknown;
  readonly is?: number | readonly number[];
  /** Waits for that. */
  readonly isSettled?: true;
}

async function call(
  { api }: World,
  method: string,
  path: string,
  { body, is = 200, isSettled }: Expected = {},
): Promise<void> {
  const headers: Record<string, string> = isSettled ? { prefer: 'wait=20' } : {};
  const answer = await api.call(method, path, body, { headers });
  expect([is].flat(), `${method} ${path}: ${answer.text}`).toContain(answer.status);
}
