import type { HookBody } from '../../../src/contract/schemas.ts';

const NOON = new Date(Date.UTC(2026, 0, 31, 12)).toISOString();

export const HOOK: HookBody = {
  id: '01JD8Q4Z7N0V4R6T1B3X5Y7W9K',
  name: 'balcony',
  dialect: 'json',
  to: [{ jid: 'juliet@example.org', type: 'chat' }],
  verify: { scheme: 'none' },
  update: 'new',
  storm: { max: 20, per: 60 },
  createdAt: NOON,
  updatedAt: NOON,
};
export const HOOK_URL = { url: `/hooks/${HOOK.id}/wherefore` };
