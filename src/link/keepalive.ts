/** Notices a link that is open and dead (a black hole, a stopped server), as a pure step from tick to tick. */

/** What was seen at the last ticks. Times are of a monotonic clock, in milliseconds. */
export interface Keepalive {
  /** When the server was asked for a sign of life, while no answer has come. */
  readonly askedAt?: number;
  /** What the kernel had taken by then, while something still waited in the socket. */
  readonly taken?: number;
}

export interface KeepaliveFacts {
  readonly now: number;
  /** When the last bytes came in. */
  readonly heardAt: number;
  /** False while the socket is paused: then silence is ours. */
  readonly reading: boolean;
  /** Written by us and not taken by the kernel. */
  readonly unsent: number;
  /** Taken by the kernel since the link began. */
  readonly taken: number;
  /** Whether this server answers at all. */
  readonly answers: boolean;
}

export interface KeepaliveStep {
  readonly keepalive: Keepalive;
  readonly then: 'wait' | 'ask' | 'give-up';
}

export function nextKeepalive(
  keepalive: Keepalive,
  facts: KeepaliveFacts,
  timings: { readonly idle: number; readonly answer: number },
): KeepaliveStep {
  const { now, heardAt } = facts;
  const { askedAt } = keepalive;
  if (!facts.reading) return { keepalive: {}, then: 'wait' };
  if (askedAt === undefined || heardAt >= askedAt) {
    return now - heardAt < timings.idle ? { keepalive: {}, then: 'wait' } : ask(facts);
  }
  if (now - askedAt < timings.answer) return { keepalive, then: 'wait' };
  // The question may still be in our own buffer: as long as that drains, the peer lives.
  if (facts.unsent > 0 && facts.taken > (keepalive.taken ?? 0)) {
    return { keepalive: { askedAt: now, taken: facts.taken }, then: 'wait' };
  }
  return facts.answers ? { keepalive, then: 'give-up' } : ask(facts);
}

function ask({ now, taken }: KeepaliveFacts): KeepaliveStep {
  return { keepalive: { askedAt: now, taken }, then: 'ask' };
}
