import { bare } from '../../../core/jid/jid.ts';

/**
 * Where a stanza waits. One sender at a time drains a partition, so stanzas to one bare JID, which all wait
 * in the same partition, leave in the order in which they were accepted.
 */
export function partitionOf(to: string, partitions: number): number {
  if (partitions === 1) return 0;
  return fnv1a(bare(to)) % partitions;
}

export function partitionLog(partition: number): string {
  return `outbox:${partition}`;
}

/** FNV-1a, 32 bit: every replica must agree on it, and nothing secret hangs on it. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
