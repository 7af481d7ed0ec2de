/** The operations on hooks, in an order in which each does something. */
import type { HookOperation } from '../../../src/features/hooks/routes.ts';
import { expectStatus, type Step } from './step.ts';
import { BOT } from './world.ts';

const JULIET = 'juliet@example.org';

export const HOOK_OPERATIONS: Readonly<Record<HookOperation, Step>> = {
  async createHook({ api }, notes) {
    const headers = { 'idempotency-key': 'balcony' };
    const storm = { max: 1, per: 1 };
    const body = { name: 'balcony', dialect: 'alertmanager', from: BOT, to: [JULIET], storm };
    notes.hook = (await expectStatus(api.post('/v1/hooks', body, { headers }), 201))['id'] ?? '';
  },
  listHooks: ({ api }) => expectStatus(api.get('/v1/hooks'), 200),
  getHook: ({ api }, { hook }) => expectStatus(api.get(`/v1/hooks/${hook}`), 200),
  updateHook: ({ api }, { hook }) =>
    expectStatus(api.patch(`/v1/hooks/${hook}`, { name: 'orchard' }), 200),
  async rotateHook({ api }, { hook }) {
    const { url } = await expectStatus(api.post(`/v1/hooks/${hook}/rotate`, {}), 200);
    const headers = { 'idempotency-key': 'what-light' };
    const alerts = [{ status: 'firing', labels: { alertname: 'Light' } }];
    const body = { groupKey: 'light', status: 'firing', alerts };
    await expectStatus(api.post(url ?? '', body, { headers }), 202);
  },
  previewHook: ({ api }, { hook }) => expectStatus(api.post(`/v1/hooks/${hook}/preview`), 200),
  testHook: ({ api }, { hook }) => expectStatus(api.post(`/v1/hooks/${hook}/test`), 200),
  deleteHook: ({ api }, { hook }) => expectStatus(api.delete(`/v1/hooks/${hook}`), 204),
};
