import { count, size, wait } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

/** What bounds webhooks. */
export const WEBHOOK_LIMITS = {
  maxWebhookAnswer: {
    name: 'BRIDGE_MAX_WEBHOOK_ANSWER',
    form: size,
    default: '64KiB',
    about: 'The maximum size of a webhook response.',
  },
  maxWebhookBacklog: {
    name: 'BRIDGE_MAX_WEBHOOK_BACKLOG',
    form: count,
    default: '10000',
    about:
      'The maximum number of events of a webhook that wait behind failing conversations; more become dead letters.',
  },
  maxWebhookMemory: {
    name: 'BRIDGE_MAX_WEBHOOK_MEMORY',
    form: size,
    default: '64MiB',
    about:
      'The maximum memory for events that are being delivered to webhooks, per replica; one webhook uses at most an eighth. The others wait in Redis.',
  },
  maxWebhooksPerKey: {
    name: 'BRIDGE_MAX_WEBHOOKS_PER_KEY',
    form: count,
    default: '100',
    about: 'The maximum number of webhooks of one key.',
  },
  maxDeadLetters: {
    name: 'BRIDGE_MAX_DEAD_LETTERS',
    form: count,
    default: '100000',
    about: 'The maximum number of dead letters of a webhook; the oldest are deleted first.',
  },
  webhookTimeout: {
    name: 'BRIDGE_WEBHOOK_TIMEOUT',
    form: wait,
    default: '10s',
    about: 'The time within which a webhook must respond.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
