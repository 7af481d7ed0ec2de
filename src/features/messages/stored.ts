import type { KeyFamily } from '../../store/family.ts';

const HOUR_MS = 60 * 60 * 1_000;

export const MESSAGES_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:message:*',
    what: 'The ledger record of a message that was sent; while it is queued, until an hour after its `ttl` if that is later.',
    bound: { ms: 8 * 24 * HOUR_MS, setting: 'BRIDGE_RETENTION' },
  },
  {
    pattern: 'record:stanza-id:*',
    what: 'Which ledger record a stanza with an id of its own has; while it is queued, until its `ttl` ends.',
    bound: { ms: 8 * 24 * HOUR_MS, setting: 'BRIDGE_RETENTION' },
  },
  {
    pattern: 'record:copy:*',
    what: 'That a message of a room is known.',
    bound: { ms: 24 * HOUR_MS, setting: 'BRIDGE_RETENTION' },
  },
  {
    pattern: 'record:heard:*',
    what: 'What was last heard in a conversation, for the loop guard.',
    bound: { ms: 6_000, setting: 'BRIDGE_LOOP_WINDOW' },
  },
  {
    pattern: 'log:outbox:*',
    what: 'What waits for the XMPP server; each entry goes when it is acknowledged or fails.',
    bound: { most: 1_000_000, of: 'a log for each partition; `BRIDGE_MAX_OUTBOX` in all' },
    stays: true,
  },
  {
    pattern: 'log:ledger',
    what: 'Which messages were settled, oldest first, to keep the ledger to its bound.',
    bound: { most: 1_000_000, of: 'an entry for up to 64 messages; `BRIDGE_LEDGER_MAX_BYTES`' },
    stays: true,
  },
  {
    pattern: 'log:unreflected',
    what: 'Which messages the server has and their rooms have to reflect; each entry goes within ten minutes.',
    bound: { most: 1_000_000, of: 'an entry for up to 64 messages' },
    stays: true,
  },
  {
    pattern: 'space:outbox-suspects',
    what: 'Which stanzas of a partition may have made the server end the stream.',
    bound: { most: 100, of: 'one hash, a field for each partition' },
    stays: true,
  },
  {
    pattern: 'space:outbox-layout',
    what: 'The link mode and the partitions in force, and which replicas are there.',
    bound: { most: 1_000, of: 'one hash, a field for each replica that was there within a minute' },
    stays: true,
  },
  {
    pattern: 'epoch:outbox:*',
    what: 'The last epoch of each partition of the outbox.',
    bound: { most: 20, of: 'a number for each partition' },
    stays: true,
  },
  {
    pattern: 'space:outbox-written',
    what: 'How far each partition of the outbox was written.',
    bound: { most: 100, of: 'one hash, a field for each partition' },
    stays: true,
  },
];
