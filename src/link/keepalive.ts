/** Notices a link that is open and dead (a black hole, a stopped server), as a pure step from tick to tick. */

/** What was seen at the last ticks. Times are of a monotonic clock, in milliseconds. */
export interface Keepalive {
  /** When the server was asked for a sign of life, while no answer has come. */
  readonly askedAt?: number;
  /** What the kernel had taken at the last tick, where something still waited in the socket then. */
  readonly full?: number;
  /** When it last took more from a full socket: the server reads. */
  readonly movedAt?: number;
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
  before: Keepalive,
  facts: KeepaliveFacts,
  timings: { readonly idle: number; readonly answer: number },
): KeepaliveStep {
  const { now } = facts;
  const socket = socketOf(before, facts);
  const aliveAt = Math.max(facts.heardAt, socket.movedAt ?? facts.heardAt);
  const { askedAt } = before;
  if (!facts.reading) return { keepalive: socket, then: 'wait' };
  if (askedAt === undefined || aliveAt >= askedAt) {
    const isQuiet = now - aliveAt >= timings.idle;
    return isQuiet ? ask(socket, now) : { keepalive: socket, then: 'wait' };
  }
  const keepalive = { ...socket, askedAt };
  if (now - askedAt < timings.answer) return { keepalive, then: 'wait' };
  return facts.answers ? { keepalive, then: 'give-up' } : ask(socket, now);
}

function ask(socket: Keepalive, now: number): KeepaliveStep {
  return { keepalive: { ...socket, askedAt: now }, then: 'ask' };
}

/** An empty socket takes what is written whether or not the server lives; only from a full one is it a sign of life. */
function socketOf(before: Keepalive, { now, unsent, taken }: KeepaliveFacts): Keepalive {
  const moved = before.full !== undefined && taken > before.full;
  const movedAt = moved ? now : before.movedAt;
  return {
    ...(unsent > 0 && { full: taken }),
    ...(movedAt !== undefined && { movedAt }),
  };
}
