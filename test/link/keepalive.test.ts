import { describe, expect, it } from 'vitest';
import { nextKeepalive } from '../../src/link/keepalive.ts';
import type { KeepaliveFacts } from '../../src/link/keepalive.ts';

const TIMINGS = { idle: 9_000, answer: 5_000 };

const facts = (some: Partial<KeepaliveFacts>): KeepaliveFacts => ({
  now: 0,
  heardAt: 0,
  reading: true,
  unsent: 0,
  taken: 100,
  answers: true,
  ...some,
});

describe('the keepalive of a link', () => {
  it('lets a talking server be', () => {
    const step = nextKeepalive({}, facts({ now: 60_000, heardAt: 52_000 }), TIMINGS);
    expect(step).toEqual({ keepalive: {}, then: 'wait' });
  });

  it('asks a server that said nothing for nine seconds', () => {
    const step = nextKeepalive({}, facts({ now: 9_000 }), TIMINGS);
    expect(step).toEqual({ keepalive: { askedAt: 9_000, taken: 100 }, then: 'ask' });
  });

  it('asks only once', () => {
    expect(nextKeepalive({ askedAt: 9_000 }, facts({ now: 9_500 }), TIMINGS).then).toBe('wait');
  });

  it('gives up five seconds after the question', () => {
    const keepalive = { askedAt: 9_000, taken: 100 };
    expect(nextKeepalive(keepalive, facts({ now: 13_999 }), TIMINGS).then).toBe('wait');
    expect(nextKeepalive(keepalive, facts({ now: 14_000 }), TIMINGS).then).toBe('give-up');
  });

  it('takes anything that comes in for a sign of life', () => {
    const step = nextKeepalive(
      { askedAt: 9_000 },
      facts({ now: 14_000, heardAt: 13_000 }),
      TIMINGS,
    );
    expect(step).toEqual({ keepalive: {}, then: 'wait' });
  });

  it('waits on while the server still takes what was written before the question', () => {
    const keepalive = { askedAt: 9_000, taken: 100 };
    const step = nextKeepalive(keepalive, facts({ now: 14_000, unsent: 5, taken: 900 }), TIMINGS);
    expect(step).toEqual({ keepalive: { askedAt: 14_000, taken: 900 }, then: 'wait' });
  });

  it('gives up when the server takes nothing any more', () => {
    const keepalive = { askedAt: 9_000, taken: 900 };
    const step = nextKeepalive(keepalive, facts({ now: 14_000, unsent: 5, taken: 900 }), TIMINGS);
    expect(step.then).toBe('give-up');
  });

  it('never gives up a server that has no barrier to answer with, and asks on', () => {
    const step = nextKeepalive({ askedAt: 9_000 }, facts({ now: 14_000, answers: false }), TIMINGS);
    expect(step).toEqual({ keepalive: { askedAt: 14_000, taken: 100 }, then: 'ask' });
  });

  it('blames nobody while the socket is paused', () => {
    const step = nextKeepalive({ askedAt: 9_000 }, facts({ now: 60_000, reading: false }), TIMINGS);
    expect(step).toEqual({ keepalive: {}, then: 'wait' });
  });
});
