/**
 * What an identity does about its contacts: the sides of RFC 6121 §3 and appendix A, as a table for each side. Pure and total.
 */
import { grantsOurs, wantsTheirs, type Contact, type Side } from './contact.ts';

/** Presence that a contact sends about subscriptions. */
export const HEARD = ['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed', 'probe'] as const;
export type Heard = (typeof HEARD)[number];

/** What the identity sends, in this order. `presence`: how available it is; `unavailable`: that it is no more. */
export type Told =
  'subscribed' | 'unsubscribed' | 'subscribe' | 'unsubscribe' | 'presence' | 'unavailable';

/** What the policy says to a request: granted, kept for a caller to decide, or ignored. */
export type Verdict = 'grant' | 'ask' | 'ignore';

export interface Policy {
  readonly verdict: Verdict;
  readonly subscribeBack: boolean;
}

export interface Step {
  readonly contact: Contact;
  readonly tell: readonly Told[];
  /** What became of a request; absent where nothing was asked anew. */
  readonly decision?: 'granted' | 'asked' | 'ignored';
}

interface Row {
  readonly to: Side;
  readonly tell: readonly Told[];
}

/** Their side: whether they may see the identity's presence. */
const THEIRS: Readonly<Record<'grant' | 'ask' | 'unsubscribe' | 'probe', Record<Side, Row>>> = {
  grant: {
    none: { to: 'granted', tell: ['subscribed', 'presence'] },
    asked: { to: 'granted', tell: ['subscribed', 'presence'] },
    // They may not have heard it (RFC 6121 §3.1.3).
    granted: { to: 'granted', tell: ['subscribed', 'presence'] },
  },
  ask: {
    none: { to: 'asked', tell: [] },
    asked: { to: 'asked', tell: [] },
    granted: { to: 'granted', tell: ['subscribed', 'presence'] },
  },
  unsubscribe: {
    none: { to: 'none', tell: [] },
    asked: { to: 'none', tell: [] },
    granted: { to: 'none', tell: ['unsubscribed', 'unavailable'] },
  },
  // Whom nothing was granted learns nothing, not even that (RFC 6121 §4.3.2 lets it be so).
  probe: {
    none: { to: 'none', tell: [] },
    asked: { to: 'asked', tell: [] },
    granted: { to: 'granted', tell: ['presence'] },
  },
};

/** Our side. What nobody asked for is ignored (RFC 6121 §3.1.6, §3.2.3), and never answered. */
const OURS: Readonly<Record<'subscribed' | 'unsubscribed', Record<Side, Side>>> = {
  subscribed: { none: 'none', asked: 'granted', granted: 'granted' },
  unsubscribed: { none: 'none', asked: 'none', granted: 'none' },
};

export function hear(contact: Contact, heard: Heard, policy: Policy): Step {
  switch (heard) {
    case 'subscribe':
      return request(contact, policy);
    case 'unsubscribe':
    case 'probe': {
      const { to, tell } = THEIRS[heard][contact.theirs];
      return { contact: { ...contact, theirs: to }, tell };
    }
    case 'subscribed':
    case 'unsubscribed':
      return answered(contact, heard);
  }
}

function request(contact: Contact, { verdict, subscribeBack }: Policy): Step {
  const isGranted = contact.theirs === 'granted';
  const decided = grantsOurs(contact.want) ? 'grant' : verdict;
  if (decided === 'ignore' && !isGranted) return { contact, tell: [], decision: 'ignored' };
  const { to, tell } = THEIRS[decided === 'ask' ? 'ask' : 'grant'][contact.theirs];
  const asksBack = to === 'granted' && subscribeBack && contact.ours === 'none';
  const isNew = to !== contact.theirs;
  return {
    contact: { ...contact, theirs: to, ...(asksBack && { ours: 'asked' as const }) },
    tell: asksBack ? [...tell, 'subscribe'] : tell,
    ...(isNew && { decision: to === 'granted' ? ('granted' as const) : ('asked' as const) }),
  };
}

function answered(contact: Contact, heard: 'subscribed' | 'unsubscribed'): Step {
  const ours = OURS[heard][contact.ours];
  if (ours === contact.ours) return { contact, tell: [] };
  const { book: _, refused: __, ...rest } = contact;
  const isRefusal = ours === 'none' && wantsTheirs(contact.want);
  return {
    contact: { ...rest, ours, ...(isRefusal && { refused: true as const }) },
    tell: [],
  };
}

/** What is to be done to have it as a caller wants it. Repeating it is harmless. */
export function pursue(contact: Contact): Step {
  if (contact.ending === true) return end(contact);
  const { want, ours, theirs, refused } = contact;
  const asks = wantsTheirs(want) && ours !== 'granted' && refused !== true;
  const grants = grantsOurs(want) && theirs === 'asked';
  return {
    contact: {
      ...contact,
      ...(asks && { ours: 'asked' as const }),
      ...(grants && { theirs: 'granted' as const }),
    },
    tell: [
      ...(grants ? (['subscribed', 'presence'] as const) : []),
      ...(asks ? (['subscribe'] as const) : []),
    ],
  };
}

/** Whether `pursue` would do something. */
export function isPursued(contact: Pick<Contact, 'want' | 'ours' | 'theirs' | 'refused'>): boolean {
  const { want, ours, theirs, refused } = contact;
  const asks = wantsTheirs(want) && ours !== 'granted' && refused !== true;
  return asks || (grantsOurs(want) && theirs === 'asked');
}

/** Both sides are over: they are told what they do not know yet (RFC 6121 §3.2, §3.3). */
function end({ ours, theirs, since }: Contact): Step {
  return {
    contact: { ours: 'none', theirs: 'none', since },
    tell: [
      ...(theirs === 'none' ? [] : (['unsubscribed'] as const)),
      ...(theirs === 'granted' ? (['unavailable'] as const) : []),
      ...(ours === 'none' ? [] : (['unsubscribe'] as const)),
    ],
  };
}

/** What a caller sent itself, as a presence of its own. */
export function said(contact: Contact, type: string): Contact {
  const { ours } = contact;
  switch (type) {
    case 'subscribed':
      return { ...contact, theirs: 'granted' };
    case 'unsubscribed':
      return { ...contact, theirs: 'none' };
    case 'subscribe':
      return ours === 'granted' ? contact : { ...contact, ours: 'asked' };
    case 'unsubscribe':
      return { ...contact, ours: 'none' };
    default:
      return contact;
  }
}
