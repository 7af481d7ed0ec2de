import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { redisCommand } from '../../support/redis-command.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { mountFolder, secretOf, sha256, startReplica, type Mounted } from './stage.ts';

const API_KEY = 'the-bootstrap-key-of-both';
const guard = (index: number) => `
  - name: guard-${index}
    secretSha256: ${sha256(secretOf(`guard-${index}`))}
    identities: [guard]
    scopes: [messages:send]`;

describe.runIf(needs('redis'))('a large provisioning file', () => {
  let redis: RedisServer;
  let folder: Mounted;
  let replicas: readonly BridgeProcess[];
  const KEYS = 400;

  beforeEach(async () => {
    redis = await startRedis();
    folder = mountFolder({ 'provision.yaml': 'keys: []' });
    const options = { redisUrl: redis.url, file: folder.file, apiKey: API_KEY };
    replicas = await Promise.all(
      ['capulet', 'montague'].map((name) => startReplica(name, options)),
    );
  });
  afterEach(async () => {
    await Promise.all(replicas.map((bridge) => bridge.kill()));
    await redis.stop();
    folder.remove();
  });

  const count = async () => {
    const answer = await redisCommand(redis.port, 'HLEN', '{sb:bridge.example.org}:space:key');
    return Number(answer.slice(1));
  };

  it('is finished by another replica when the first is killed, and nothing is made twice', async () => {
    const entries = Array.from({ length: KEYS }, (_, index) => guard(index));
    folder.swap({ 'provision.yaml': `keys:${entries.join('')}` });
    await until(async () => (await count()) > 50, { interval: 5 });
    const [worker, ...more] = replicas.filter((it) => it.logs().includes('"audit"'));
    expect(more).toEqual([]);
    await worker?.kill('SIGKILL');
    expect(await count()).toBeLessThan(KEYS);
    const other = replicas.find((it) => it !== worker);
    await until(async () => (await count()) === KEYS, {
      timeout: 40_000,
      message: () => `the other to finish\n${other?.logs().slice(-2_000)}`,
    });
    const exported = (await other?.api.get('/v1/provision'))?.json as {
      readonly keys: readonly { readonly name: string }[];
    };
    const names = exported.keys.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(entries.map((_, index) => `guard-${index}`)));
  });
});
