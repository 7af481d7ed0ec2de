import type { KeyFamily } from '../../store/family.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const OF_EACH = 'for each webhook';

export const WEBHOOKS_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'space:webhook',
    what: 'The webhooks.',
    bound: { most: 100_000, of: 'one hash, a field for each webhook' },
  },
  {
    pattern: 'space:webhook-target',
    what: 'Which webhook has a URL and a filter.',
    bound: { most: 100_000, of: 'one hash, a field for each webhook' },
  },
  {
    pattern: 'space:webhook-progress',
    what: 'How far each webhook is.',
    bound: { most: 100_000, of: 'one hash, a field for each webhook' },
  },
  {
    pattern: 'record:webhook-delivery:*',
    what: 'A delivery that did not go through at once.',
    bound: { ms: 7 * DAY_MS },
  },
  {
    pattern: 'log:webhook-delivered:*',
    what: 'The last deliveries that went through at once.',
    bound: { most: 10_000, of: `a log ${OF_EACH}, trimmed to 1,000 and 7 days` },
  },
  {
    pattern: 'log:webhook-troubled:*',
    what: 'Which deliveries have a record.',
    bound: { most: 10_000, of: `a log ${OF_EACH}, trimmed to 1,000 and 7 days` },
  },
  {
    pattern: 'log:webhook-parked:*',
    what: 'Events of conversations that wait for a receiver that refuses.',
    bound: { most: 10_000, of: `a log ${OF_EACH}; \`BRIDGE_MAX_WEBHOOK_BACKLOG\`` },
  },
  {
    pattern: 'log:webhook-dead:*',
    what: 'Dead letters.',
    bound: { most: 100_000, of: `a log ${OF_EACH}; 7 days, \`BRIDGE_MAX_DEAD_LETTERS\`` },
  },
  {
    pattern: 'log:webhook-errands:*',
    what: 'What callers ask of a delivery worker; each entry goes when it is done.',
    bound: { most: 10_000, of: `a log ${OF_EACH}` },
  },
  {
    pattern: 'epoch:webhooks:*',
    what: 'The last epoch of the lease of a partition of the webhooks.',
    bound: { most: 20, of: 'a number for each of 32 partitions' },
    stays: true,
  },
];
