/**
 * The examples of the contract against a real bridge, Prosody and Redis: requests are sent as they stand, and each answer is
 * the example of it, word for word. Run with UPDATE_EXAMPLES=1 and then `npm run generate` where the bridge is right.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContract } from '../../../src/contract/checks.ts';
import { readContract } from '../../../src/contract/document.ts';
import { startBridge } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { startProsody } from '../../support/prosody.ts';
import { startRedis } from '../../support/redis.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { connectClient } from '../../support/xmpp-client.ts';
import {
  isUpdating,
  operationOf,
  PLACES,
  problemExample,
  PROBLEMS,
  REQUESTS,
  responseExample,
  writeProblem,
  writeResponse,
} from './example-files.ts';
import { problems, type ProblemCast } from './problems.ts';
import { sampled } from './sample-text.ts';
import { scenes, type Said } from './scenes.ts';

const { operations } = createContract(readContract());
const withoutParameters = (type: string | null) => (type ?? '').replace(/;.*/, '');

describe.runIf(needs('prosody', 'redis'))('an example of the contract', () => {
  const said: Said[] = [];
  const refusals = new Map<string, unknown>();
  const endings: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const cast = await openCast();
    for await (const one of scenes(cast)) said.push(one);
    for await (const [name, problem] of problems(cast)) refusals.set(name, problem);
  }, 120_000);
  afterAll(async () => {
    for (const end of endings.reverse()) await end();
  });

  async function openCast(): Promise<ProblemCast> {
    const [server, redis, receiver] = await Promise.all([
      startProsody({
        modules: ['adhoc', 'admin_adhoc'],
        extraConfig: 'admins = { "ops@bridge.example.org" }',
        componentConfig: `Component "pubsub.example.org" "pubsub"\nadmins = { "alerts@bridge.example.org" }`,
      }),
      startRedis(),
      startWebhookReceiver(),
    ]);
    endings.push(
      () => server.stop(),
      () => redis.stop(),
      () => receiver.stop(),
    );
    const env = { BRIDGE_WEBHOOK_SCHEDULE: '0s', BRIDGE_REPLICA: 'bridge-0' };
    const bridge = await startBridge({ server, redisUrl: redis.url, env });
    endings.push(() => bridge.stop());
    const juliet = await connectClient({ server, user: 'juliet', resource: 'balcony' });
    endings.push(() => juliet.close());
    return { bridge, juliet, receiver, killStore: () => redis.kill() };
  }

  const answersOf = (id: string) => said.filter((one) => one.id === id);

  const isPlayed = ({ id }: { readonly id: string }) =>
    id !== 'moderateMessage' || needs('prosody@13');

  it.each(REQUESTS.filter(isPlayed))(
    'of a request is accepted: $id as $type',
    ({ id, examples }) => {
      expect(examples.length, 'there is an example').toBeGreaterThan(0);
      const successes = answersOf(id).filter(({ answer }) => answer.status < 300);
      expect(successes.length).toBeGreaterThanOrEqual(examples.length);
      const refused = answersOf(id).filter(
        ({ answer: { status } }) => status >= 400 && status !== 409,
      );
      expect(refused.map(({ answer }) => answer.text)).toEqual([]);
    },
  );

  it.each(PLACES.filter(isPlayed))(
    'of an answer is what the bridge says: $id $status $type',
    (place) => {
      const { id, status, type } = place;
      const found = answersOf(id).find(
        ({ answer }) =>
          answer.status === Number(status) &&
          withoutParameters(answer.headers.get('content-type')) === type,
      );
      expect(found, `no call of ${id} was answered ${status}`).toBeDefined();
      const real = sampled(found?.answer.json);
      if (isUpdating) writeResponse(place, real);
      else expect(responseExample(place)).toEqual(real);
      const { operation } = operationOf(id);
      const check = operations
        .find((it) => it.id === operation.operationId)
        ?.responses.get(Number(status))
        ?.get(type)?.();
      expect(check?.(real)).toEqual([]);
    },
  );

  it.each(PROBLEMS)('of a problem has the words of the bridge: %s', (name) => {
    const real = sampled(refusals.get(name));
    expect(real).toBeDefined();
    if (isUpdating) writeProblem(name, real);
    else expect(problemExample(name)).toEqual(real);
  });
});
