import { describe, expect, it } from 'vitest';
import {
  AGAIN_MS,
  IDLE_MS,
  isSettled,
  planSubscription,
} from '../../../src/features/pubsub/subscriptions/plan.ts';
import type {
  Seen,
  SubscriptionSituation,
} from '../../../src/features/pubsub/subscriptions/subscription.ts';

const WANTED = { catchUp: true, catchUpMax: 100 };
const SUBSCRIBED: Seen = { state: 'subscribed', since: 0, applied: '{}', begun: true };
const situation = (more: Partial<SubscriptionSituation>): SubscriptionSituation => ({
  ...{ key: 'pubsub.example.org friar@bridge.example.org cell', wanted: WANTED, wantedAt: 0 },
  ...{ seen: SUBSCRIBED, asOf: 1_000, now: 1_000, fresh: true, attempts: 0, epoch: 1 },
  ...more,
});
const plan = (more: Partial<SubscriptionSituation>) => planSubscription(situation(more));

describe('a service is asked', () => {
  it('for a subscription that it has not answered about', () => {
    expect(plan({ seen: undefined })).toEqual({ do: 'ask' });
  });

  it('again on a new link', () => {
    expect(plan({ fresh: false })).toEqual({ do: 'ask' });
  });

  it('once an hour while it is subscribed, as nobody tells who loses one', () => {
    expect(plan({})).toEqual({ do: 'nothing', checkAt: 1_000 + IDLE_MS });
    expect(plan({ now: 1_000 + IDLE_MS })).toEqual({ do: 'ask' });
  });

  it.each(['gone', 'refused'] as const)('again after some minutes where it is %s', (state) => {
    const seen = { ...SUBSCRIBED, state };
    expect(plan({ seen })).toEqual({ do: 'nothing', checkAt: 1_000 + AGAIN_MS });
  });

  it('for what was missed, and for options that are wanted in another way', () => {
    const behind = { ...SUBSCRIBED, behind: true as const };
    expect(plan({ seen: behind })).toMatchObject({ do: 'ask' });
    const wanted = { ...WANTED, options: { 'pubsub#digest': true } };
    expect(plan({ wanted })).toMatchObject({ do: 'ask' });
  });

  it('to forget a subscription, until it has, or has not answered several times', () => {
    expect(plan({ wanted: undefined })).toEqual({ do: 'ask' });
    const seen: Seen = { state: 'unsubscribed', since: 0 };
    expect(plan({ wanted: undefined, seen })).toEqual({ do: 'forget' });
    expect(plan({ wanted: undefined, attempts: 4 })).toEqual({ do: 'forget' });
  });
});

describe('a subscription has settled', () => {
  it('once the service said how it is, and nothing is to be fetched', () => {
    expect(isSettled(situation({}))).toBe(true);
    expect(isSettled(situation({ seen: { ...SUBSCRIBED, state: 'refused' } }))).toBe(true);
    expect(isSettled(situation({ seen: undefined }))).toBe(false);
    expect(isSettled(situation({ fresh: false }))).toBe(false);
    expect(isSettled(situation({ seen: { ...SUBSCRIBED, behind: true } }))).toBe(false);
  });
});
