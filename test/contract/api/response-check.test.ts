import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Api } from './api.ts';

describe('the check of responses in the tests of the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('turns a body that the contract does not describe into an internal error', async () => {
    const { status } = api.ports;
    const report = await status.report();
    status.report = () => Promise.resolve({ ...report, pendingIqs: 0.5 });
    const response = await api.send({ method: 'get', url: '/v1/status' });
    expect(response.status).toBe(500);
    const message = expect.stringContaining('pendingIqs') as string;
    expect(api.errors).toMatchObject([{ fields: { err: { message } } }]);
  });
});
