import type { KeyFamily } from './family.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export const STORE_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'data-version',
    what: 'The version of the stored data.',
    bound: { most: 20, of: 'one text' },
    stays: true,
  },
  {
    pattern: 'marks',
    what: 'Where each log begins, and up to where it was trimmed.',
    bound: { most: 100_000, of: 'one hash, at most two fields for each log that exists' },
    stays: true,
  },
  {
    pattern: 'reply:*',
    what: 'The replies to the latest commits of a replica whose outcome it must know; 16 for each.',
    bound: { ms: 60 * 60_000 },
  },
  {
    pattern: 'lease:*',
    what: 'Who holds a lease, and its epoch.',
    bound: { ms: 60_000 },
    // Of the replicas that run.
    stays: true,
  },
  {
    pattern: 'record:idempotency-key:*',
    what: 'What was answered to a request with an `Idempotency-Key`.',
    bound: { ms: DAY_MS },
  },
];
