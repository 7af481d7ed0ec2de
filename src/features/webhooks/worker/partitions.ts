/**
 * How the webhooks are spread over the replicas: each belongs to a partition, and a partition is worked on by the
 * replica that holds its lease. Pure.
 */
import { createHash } from 'node:crypto';
import type { Subscription } from '../subscription/subscription.ts';

/** Enough for some ten replicas. Every replica must agree on it. */
export const PARTITIONS = 32;

export function partitionOf(webhook: string): number {
  return createHash('sha256').update(webhook).digest().readUInt32BE() % PARTITIONS;
}

export function leaseOf(partition: number): string {
  return `webhooks:${partition}`;
}

/** The webhooks of each partition that has any. */
export function byPartition(
  webhooks: ReadonlyMap<string, Subscription>,
): ReadonlyMap<number, readonly Subscription[]> {
  const found = new Map<number, Subscription[]>();
  for (const [id, webhook] of webhooks) {
    const partition = partitionOf(id);
    const others = found.get(partition);
    if (others === undefined) found.set(partition, [webhook]);
    else others.push(webhook);
  }
  return found;
}

/** How many webhooks a replica works for before it leaves the rest to others. */
export function fairShare(webhooks: number, replicas: number): number {
  return Math.ceil(webhooks / Math.max(1, replicas));
}

/**
 * The partitions that a replica gives away: those without which it still has its fair share, so that no partition is
 * handed back and forth. By partition, how many webhooks it has.
 */
export function surplus(held: ReadonlyMap<number, number>, share: number): readonly number[] {
  let rest = [...held.values()].reduce((sum, webhooks) => sum + webhooks, 0);
  const given: number[] = [];
  for (const [partition, webhooks] of held) {
    if (rest - webhooks < share) continue;
    rest -= webhooks;
    given.push(partition);
  }
  return given;
}
