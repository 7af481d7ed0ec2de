import { describe, expect, it } from 'vitest';
import type { Contact, Side, Want } from '../../../../src/features/identities/contacts/contact.ts';
import {
  hear,
  HEARD,
  isPursued,
  pursue,
  type Policy,
  type Verdict,
} from '../../../../src/features/identities/contacts/table.ts';

const SIDES: readonly Side[] = ['none', 'asked', 'granted'];
const contact = (ours: Side, theirs: Side, more: Partial<Contact> = {}): Contact => ({
  ...{ ours, theirs, since: 0 },
  ...more,
});
const policy = (verdict: Verdict, subscribeBack = false): Policy => ({ verdict, subscribeBack });

describe('a request to subscribe', () => {
  it.each(SIDES)('is granted with the presence at once, also for the side %s', (theirs) => {
    const step = hear(contact('none', theirs), 'subscribe', policy('grant'));
    expect(step.contact.theirs).toBe('granted');
    expect(step.tell).toEqual(['subscribed', 'presence']);
    expect(step.decision).toBe(theirs === 'granted' ? undefined : 'granted');
  });

  it('that a caller is to decide waits, and is told once', () => {
    const first = hear(contact('none', 'none'), 'subscribe', policy('ask'));
    expect(first).toMatchObject({ tell: [], decision: 'asked', contact: { theirs: 'asked' } });
    expect(hear(first.contact, 'subscribe', policy('ask'))).not.toHaveProperty('decision');
  });

  it('that is ignored leaves no trace, and no answer', () => {
    const before = contact('none', 'none');
    const step = hear(before, 'subscribe', policy('ignore'));
    expect(step).toEqual({ contact: before, tell: [], decision: 'ignored' });
  });

  it('is granted whatever the policy says, where a caller wants it', () => {
    const step = hear(contact('none', 'none', { want: 'from' }), 'subscribe', policy('ignore'));
    expect(step.decision).toBe('granted');
  });

  it('is answered with one of our own where that is wanted, once', () => {
    const step = hear(contact('none', 'none'), 'subscribe', policy('grant', true));
    expect(step.tell).toEqual(['subscribed', 'presence', 'subscribe']);
    expect(step.contact.ours).toBe('asked');
    const again = hear(step.contact, 'subscribe', policy('grant', true));
    expect(again.tell).toEqual(['subscribed', 'presence']);
  });
});

describe('whom nothing was granted', () => {
  it.each(['none', 'asked'] as const)('learns nothing by a probe (%s)', (theirs) => {
    expect(hear(contact('none', theirs), 'probe', policy('grant')).tell).toEqual([]);
  });

  it('learns nothing when it ends what it never had', () => {
    expect(hear(contact('none', 'none'), 'unsubscribe', policy('grant')).tell).toEqual([]);
  });
});

describe('a contact', () => {
  it('that was granted it is told the presence when it asks', () => {
    expect(hear(contact('none', 'granted'), 'probe', policy('ignore')).tell).toEqual(['presence']);
  });

  it('that ends its subscription is told so once', () => {
    const step = hear(contact('none', 'granted'), 'unsubscribe', policy('grant'));
    expect(step.tell).toEqual(['unsubscribed', 'unavailable']);
    expect(hear(step.contact, 'unsubscribe', policy('grant')).tell).toEqual([]);
  });

  it.each([
    ['none', 'none'],
    ['asked', 'granted'],
    ['granted', 'granted'],
  ] as const)('that grants its presence is believed where it was asked (%s)', (before, after) => {
    const step = hear(contact(before, 'none'), 'subscribed', policy('grant'));
    expect(step.contact.ours).toBe(after);
    expect(step.tell).toEqual([]);
  });

  it('that refuses is remembered where a caller asked', () => {
    const asked = contact('asked', 'none', { want: 'to' });
    const { contact: after } = hear(asked, 'unsubscribed', policy('grant'));
    expect(after).toMatchObject({ ours: 'none', refused: true });
    expect(isPursued(after)).toBe(false);
  });
});

describe('what a caller wants', () => {
  it('is asked for and granted, and is then nothing to pursue', () => {
    const step = pursue(contact('none', 'asked', { want: 'both' }));
    expect(step.tell).toEqual(['subscribed', 'presence', 'subscribe']);
    expect(step.contact).toMatchObject({ ours: 'asked', theirs: 'granted' });
    expect(isPursued({ ...step.contact, ours: 'granted' })).toBe(false);
  });

  it('of their side alone waits for them', () => {
    expect(isPursued(contact('none', 'none', { want: 'from' }))).toBe(false);
  });

  it('ends with both sides told', () => {
    const step = pursue(contact('granted', 'granted', { ending: true }));
    expect(step.tell).toEqual(['unsubscribed', 'unavailable', 'unsubscribe']);
    expect(step.contact).toEqual({ ours: 'none', theirs: 'none', since: 0 });
  });
});

describe('the table', () => {
  const wants: readonly (Want | undefined)[] = [undefined, 'both', 'to', 'from'];
  const all = HEARD.flatMap((heard) =>
    SIDES.flatMap((ours) =>
      SIDES.flatMap((theirs) =>
        wants.flatMap((want) =>
          (['grant', 'ask', 'ignore'] as const).map((verdict) => ({
            ...{ heard, ours, theirs, want, verdict },
          })),
        ),
      ),
    ),
  );

  it('never says anything to whom nothing is granted, but that', () => {
    for (const { heard, ours, theirs, want, verdict } of all) {
      const before = contact(ours, theirs, want && { want });
      const { contact: after, tell } = hear(before, heard, policy(verdict));
      if (after.theirs === 'granted' || theirs === 'granted') continue;
      expect(tell, JSON.stringify({ heard, ours, theirs, want, verdict })).toEqual([]);
    }
  });

  it('never answers an answer', () => {
    for (const { heard, ours, theirs, verdict } of all) {
      if (heard !== 'subscribed' && heard !== 'unsubscribed') continue;
      expect(hear(contact(ours, theirs), heard, policy(verdict, true)).tell).toEqual([]);
    }
  });

  it('comes to rest: the same thing heard again changes nothing more', () => {
    for (const { heard, ours, theirs, want, verdict } of all) {
      const once = hear(contact(ours, theirs, want && { want }), heard, policy(verdict, true));
      const twice = hear(once.contact, heard, policy(verdict, true));
      expect(twice.contact).toEqual(once.contact);
    }
  });
});
