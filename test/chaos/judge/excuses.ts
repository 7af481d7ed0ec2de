/**
 * What may be missing, and why. XEP-0114 acknowledges nothing from the server to the bridge: what is in the socket of a
 * killed replica is lost. A server that dies loses what it had in hand; a Redis with `appendfsync everysec`, its last moment.
 */
import type { Disturbance, HandedOver } from '../books.ts';

/** So long after the server handed a stanza over it may still be on the way, where nothing is paused or slow. */
const ON_THE_WAY_MS = 3_000;
/** So long a server may keep what it could not hand over. */
const IN_HAND_MS = 60_000;
/** Acknowledged by Redis, and not yet handed to the kernel. */
const UNWRITTEN_MS = 3_000;
/** A link that is lost is noticed within 15 s, and there again some seconds later. */
const RECOVERY_MS = 25_000;
/** A server hands a user who comes back what waited for him beside what comes just then. */
const LOGIN_MS = 10_000;
/** Clocks are read a little after things happen. */
const SLACK_MS = 500;

export type Excuse =
  'replica killed' | 'link cut' | 'server killed' | 'Redis killed' | 'never handed over';

export interface Excuses {
  /** Why a stanza for the bridge may be missing from the log. */
  ofIncoming(at: number, handedOver: readonly HandedOver[]): Excuse | undefined;
  /** Why what the store had at a time may be missing from it. */
  ofStored(at: number): Excuse | undefined;
  /** Why what the server acknowledged at a time may not have reached its user. */
  ofAcknowledged(at: number): Excuse | undefined;
  /** What made a link go down at a time, so that what it carried goes again. */
  ofLinkLoss(at: number): Disturbance | undefined;
  /** Whether a replica was paused when it was handed a stanza, and gave it in late. */
  isLate(handedOver: readonly HandedOver[]): boolean;
  isAtLogin(at: number): boolean;
}

export function excusesOf(disturbances: readonly Disturbance[]): Excuses {
  const between = (what: Disturbance['what'], who: RegExp, from: number, to: number) =>
    disturbances.some(
      (one) => one.what === what && who.test(one.who) && one.from <= to && one.to >= from,
    );
  const killedAfter = (who: string, at: number, within: number) =>
    disturbances.some(
      (one) =>
        one.what === 'kill' &&
        one.who === who &&
        one.from >= at - SLACK_MS &&
        one.from <= at + within,
    );
  /** Until when something that was under way at a time may have been held up. */
  const heldUpTo = (at: number): number =>
    [...disturbances]
      .sort((one, other) => one.from - other.from)
      .filter(({ what }) => what !== 'cut')
      .reduce(
        (end, { from, to }) => (from <= end && to >= at ? Math.max(end, to + ON_THE_WAY_MS) : end),
        at + ON_THE_WAY_MS,
      );
  const ofStored = (at: number): Excuse | undefined =>
    killedAfter('redis', at, UNWRITTEN_MS) ? 'Redis killed' : undefined;

  const afterHandOver = ({ to, at }: HandedOver): Excuse | undefined => {
    const end = Math.min(heldUpTo(at), at + IN_HAND_MS);
    if (between('kill', new RegExp(`^replica-${to}$`), at - SLACK_MS, end)) return 'replica killed';
    if (between('cut', new RegExp(`^link-${to}$`), at - SLACK_MS, end)) return 'link cut';
    return ofStored(at);
  };
  const notHandedOver = (at: number): Excuse | undefined => {
    const [from, to] = [at - 5_000, at + IN_HAND_MS];
    if (between('kill', /^server$/, from, to)) return 'server killed';
    const isOther = ['kill', 'pause', 'cut', 'silence', 'stop'] as const;
    return isOther.some((what) => between(what, /./, from, to)) ? 'never handed over' : undefined;
  };
  return {
    ofStored,
    ofIncoming(at, handedOver) {
      if (handedOver.length === 0) return notHandedOver(at);
      // Where it was handed over twice, each of them has to be excused.
      const excuses = handedOver.map(afterHandOver);
      return excuses.includes(undefined) ? undefined : excuses[0];
    },
    ofAcknowledged: (at) =>
      killedAfter('server', at, heldUpTo(at) - at) ? 'server killed' : undefined,
    ofLinkLoss: (at) =>
      disturbances
        .filter(({ what, from }) => what !== 'slow' && from <= at)
        .sort((one, other) => other.from - one.from)
        .find(({ to }) => to >= at - RECOVERY_MS),
    isLate: (handedOver) =>
      handedOver.some(({ to, at }) =>
        between('pause', new RegExp(`^replica-${to}$`), at - SLACK_MS, heldUpTo(at)),
      ),
    isAtLogin: (at) =>
      disturbances.some(
        ({ what, who, from, to }) =>
          what === 'kill' && who === 'server' && from <= at && at <= to + LOGIN_MS,
      ),
  };
}
