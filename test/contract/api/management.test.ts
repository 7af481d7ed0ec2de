import supertest from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { createManagementServer, type ReadinessCheck } from '../../../src/api/management.ts';

let close = () => Promise.resolve();
afterEach(() => close());

async function get(path: string, checks: readonly ReadinessCheck[]) {
  const metrics = { type: 'text/plain', expose: () => Promise.resolve('bridge_info 1\n') };
  const app = createManagementServer({ checks: () => Promise.resolve(checks), metrics });
  close = () => app.close();
  await app.ready();
  return supertest(app.server).get(path);
}

const good = { name: 'running', ok: true };
const bad = { name: 'store', ok: false, detail: 'offline: connection refused' };

describe('the management port', () => {
  it('says that the process lives, whatever the checks say', async () => {
    expect((await get('/healthz', [bad])).status).toBe(200);
  });

  it('is ready when every check is good', async () => {
    const response = await get('/readyz', [good]);
    expect([response.status, response.body]).toEqual([200, { ready: true, checks: [good] }]);
  });

  it('is not ready when one is bad, and says which and why', async () => {
    const response = await get('/readyz', [good, bad]);
    expect([response.status, response.body]).toEqual([503, { ready: false, checks: [good, bad] }]);
  });

  it('is ready also when something is bad that is only reported', async () => {
    const link = { ...bad, name: 'link', gates: false } as const;
    const response = await get('/readyz', [good, link]);
    expect([response.status, response.body]).toEqual([200, { ready: true, checks: [good, link] }]);
  });

  it('is not ready when what gates is bad beside that', async () => {
    const store = { name: 'store', ok: false, detail: 'Redis at redis:6379: timed out' };
    const response = await get('/readyz', [store, { ...bad, name: 'link', gates: false }]);
    expect(response.status).toBe(503);
  });

  it('exposes the metrics as text', async () => {
    const response = await get('/metrics', [bad]);
    expect([response.type, response.text]).toEqual(['text/plain', 'bridge_info 1\n']);
  });
});
