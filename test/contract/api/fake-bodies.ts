import type { DeliveryBody, KeyBody } from '../../../src/contract/schemas.ts';

const NOON = '2026-01-31T12:00:00.000Z';

export const DELIVERY: DeliveryBody = {
  id: '01JD8Q4Z7N0V4R6T1B3X5Y7W9K',
  type: 'message.received',
  conversation: 'bot@bridge.example.org juliet@example.org',
  status: 'waiting',
  attempts: 1,
  firstAttemptAt: NOON,
  nextAttemptAt: NOON,
  lastAttempt: {
    at: NOON,
    durationMs: 12,
    request: { headers: { 'webhook-id': '01JD8Q4Z7N0V4R6T1B3X5Y7W9K' }, body: '{}' },
    answer: { status: 500, body: 'no' },
    error: 'answered 500',
  },
};

export const API_KEY: KeyBody = {
  id: 'k1',
  name: 'alerts',
  identities: ['alerts'],
  scopes: ['messages:send'],
  recipients: ['*'],
  rate: 1000,
  createdAt: NOON,
  createdBy: 'bootstrap',
};

/** Once, with its secret. */
export const SHOWN = { ...API_KEY, key: 'sbk_5Yx0V7v1aJc3m9ZQ2wKf8Rr6TtUuB4nD_pLhGsEeXoI' };
