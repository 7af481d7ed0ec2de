/** Contacts that a caller declared: what the reconciler makes of them. */
import type { Change, CommitResult } from '../../../store/store.ts';
import type { Decision, Kind, Request, Situation } from '../../../reconciler/kind.ts';
import { isVoid, type Contact, type Side, type Want } from './contact.ts';
import { isPursued } from './table.ts';

export interface ContactWish {
  readonly want: Want;
  readonly name?: string;
  readonly groups?: readonly string[];
}

export interface ContactSeen {
  readonly ours: Side;
  readonly theirs: Side;
  readonly refused?: true;
  /** Both sides are over, as a caller wanted. */
  readonly over?: true;
}

export type KeepContact = (
  key: string,
  contact: Contact,
  changes: readonly Change[],
) => Promise<CommitResult>;

export function seenOf(contact: Contact): ContactSeen {
  const { ours, theirs, refused } = contact;
  if (isVoid(contact)) return { ours, theirs, over: true };
  return refused === undefined ? { ours, theirs } : { ours, theirs, refused };
}

/** Servers keep a request until it is answered; where one lost it, it is asked again. */
const ASK_AGAIN_MS = 60 * 60 * 1_000;

export function contactKind(deps: {
  readonly limit: number;
  readonly ask: (request: Request<ContactWish, ContactSeen>) => Promise<void>;
}): Kind<ContactWish, ContactSeen> {
  return { name: 'contact', limit: deps.limit, plan, ask: deps.ask };
}

/** Exported for tests. */
export function plan(situation: Situation<ContactWish, ContactSeen>): Decision {
  const { wanted, seen, fresh, asOf, now } = situation;
  if (wanted === undefined) return { do: seen?.over === true ? 'forget' : 'ask' };
  if (seen === undefined || !isPursued({ ...seen, want: wanted.want })) {
    return seen === undefined ? { do: 'ask' } : { do: 'nothing' };
  }
  const isAsked = seen.ours === 'asked' && seen.theirs !== 'asked';
  const again = asOf + ASK_AGAIN_MS;
  if (isAsked && fresh && again > now) return { do: 'nothing', checkAt: again };
  return { do: 'ask' };
}
