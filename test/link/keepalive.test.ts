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
    expect(step).toEqual({ keepalive: { askedAt: 9_000 }, then: 'ask' });
  });

  it('asks only once', () => {
    expect(nextKeepalive({ askedAt: 9_000 }, facts({ now: 9_500 }), TIMINGS).then).toBe('wait');
  });

  it('gives up five seconds after the question', () => {
    const keepalive = { askedAt: 9_000 };
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

  it('takes a full socket that drains for a sign of life', () => {
    const full = nextKeepalive({}, facts({ now: 5_000, unsent: 5 }), TIMINGS);
    expect(full.keepalive).toEqual({ full: 100 });
    const moved = nextKeepalive(
      full.keepalive,
      facts({ now: 8_000, unsent: 5, taken: 900 }),
      TIMINGS,
    );
    expect(moved.keepalive).toEqual({ full: 900, movedAt: 8_000 });
    const quiet = facts({ now: 16_999, unsent: 5, taken: 900 });
    expect(nextKeepalive(moved.keepalive, quiet, TIMINGS).then).toBe('wait');
    expect(nextKeepalive(moved.keepalive, { ...quiet, now: 17_000 }, TIMINGS).then).toBe('ask');
  });

  it('does not give up a server that takes more from a full socket after the question', () => {
    const keepalive = { askedAt: 9_000, full: 100 };
    const step = nextKeepalive(keepalive, facts({ now: 14_000, unsent: 5, taken: 900 }), TIMINGS);
    expect(step).toEqual({ keepalive: { full: 900, movedAt: 14_000 }, then: 'wait' });
  });

  it('takes what an empty socket accepts for no sign of life', () => {
    const step = nextKeepalive({ askedAt: 9_000 }, facts({ now: 14_000, taken: 900 }), TIMINGS);
    expect(step.then).toBe('give-up');
  });

  it('gives up when the server takes nothing any more', () => {
    const keepalive = { askedAt: 9_000, full: 900 };
    const step = nextKeepalive(keepalive, facts({ now: 14_000, unsent: 5, taken: 900 }), TIMINGS);
    expect(step.then).toBe('give-up');
  });

  it('never gives up a server that has no barrier to answer with, and asks on', () => {
    const step = nextKeepalive({ askedAt: 9_000 }, facts({ now: 14_000, answers: false }), TIMINGS);
    expect(step).toEqual({ keepalive: { askedAt: 14_000 }, then: 'ask' });
  });

  it('blames nobody while the socket is paused', () => {
    const step = nextKeepalive({ askedAt: 9_000 }, facts({ now: 60_000, reading: false }), TIMINGS);
    expect(step).toEqual({ keepalive: {}, then: 'wait' });
  });
});
