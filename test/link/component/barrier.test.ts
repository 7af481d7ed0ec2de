import { beforeEach, describe, expect, it } from 'vitest';
import { Barrier } from '../../../src/link/component/barrier.ts';
import type { BarrierTarget, Heard } from '../../../src/link/component/barrier.ts';
import type { BarrierKind } from '../../../src/link/link.ts';
import { FakeClock } from '../fake-clock.ts';

const TIMINGS = { answer: 5_000, gap: 20, retry: 30_000, repeat: Number.POSITIVE_INFINITY };

let clock: FakeClock;
let sent: { target: BarrierTarget; id: string }[];
/** Something is written before each question. */
let written: number;
let kinds: BarrierKind[];
let heard: Heard;

function newBarrier(expected = false, repeat = TIMINGS.repeat): Barrier {
  return new Barrier({
    send: (target, id) => void sent.push({ target, id }),
    heard: () => heard,
    outflow: {
      added: () => (written += 1),
      reach: () => written,
      launched: () => undefined,
      acknowledged: () => undefined,
    },
    changed: (kind) => void kinds.push(kind),
    newId: () => `id-${sent.length + 1}`,
    clock,
    timings: { ...TIMINGS, repeat },
    expected,
  });
}

/** A barrier that has come back once already. */
function provenBarrier(repeat = TIMINGS.repeat): Barrier {
  const barrier = newBarrier(false, repeat);
  barrier.prove();
  barrier.returned('id-1');
  clock.advance(TIMINGS.gap);
  return barrier;
}

/** What has become of a promise by now; microtasks are run first. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const open = new Promise((resolve) => setImmediate(() => resolve('open')));
  return await Promise.race([promise.catch((error: unknown) => error), open]);
}

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  written = 0;
  kinds = [];
  heard = 'something';
});

describe('a barrier', () => {
  it('is proven by its return from our own domain', () => {
    const barrier = newBarrier();
    expect(barrier.kind).toBe('unproven');
    barrier.prove();
    expect(barrier.returned('id-1')).toBe(true);
    expect(barrier.kind).toBe('self');
    expect(sent).toEqual([{ target: 'self', id: 'id-1' }]);
  });

  it('acknowledges what was written before it was sent', async () => {
    const barrier = provenBarrier();
    const waiting = barrier.wait();
    expect(await outcome(waiting)).toBe('open');
    barrier.returned('id-2');
    expect(await waiting).toBe(true);
  });

  it('does not acknowledge what was written after it was sent', async () => {
    const barrier = provenBarrier();
    const early = barrier.wait();
    const late = barrier.wait();
    barrier.returned('id-2');
    expect(await early).toBe(true);
    expect(await outcome(late)).toBe('open');
    clock.advance(TIMINGS.gap);
    barrier.returned('id-3');
    expect(await late).toBe(true);
  });

  it('serves all who came while one was under way with one more', async () => {
    const barrier = provenBarrier();
    void barrier.wait();
    const crowd = Array.from({ length: 100 }, () => barrier.wait());
    barrier.returned('id-2');
    clock.advance(TIMINGS.gap);
    expect(sent).toHaveLength(3);
    barrier.returned('id-3');
    expect(await Promise.all(crowd)).toEqual(crowd.map(() => true));
  });

  it('is sent at once when the last one is long ago, and 20 ms after the last one otherwise', () => {
    const barrier = provenBarrier();
    void barrier.wait();
    expect(sent).toHaveLength(2);
    barrier.returned('id-2');
    void barrier.wait();
    clock.advance(19);
    expect(sent).toHaveLength(2);
    clock.advance(1);
    expect(sent).toHaveLength(3);
  });

  it('makes those who come while it is being proven wait for the next one', async () => {
    const barrier = newBarrier();
    barrier.prove();
    const waiting = barrier.wait();
    barrier.returned('id-1');
    expect(await outcome(waiting)).toBe('open');
    clock.advance(TIMINGS.gap);
    barrier.returned('id-2');
    expect(await waiting).toBe(true);
  });

  it('does not believe in an id that it did not send', async () => {
    const barrier = provenBarrier();
    const waiting = barrier.wait();
    expect(barrier.returned('id-1')).toBe(false);
    expect(barrier.returned('forged')).toBe(false);
    expect(await outcome(waiting)).toBe('open');
  });

  it('falls back to the server where it is not routed back', async () => {
    const barrier = newBarrier();
    barrier.prove();
    clock.advance(5_000);
    expect(sent.at(-1)).toEqual({ target: 'server', id: 'id-2' });
    barrier.returned('id-2');
    expect(barrier.kind).toBe('server');
    clock.advance(TIMINGS.gap);
    const waiting = barrier.wait();
    expect(sent.at(-1)).toEqual({ target: 'server', id: 'id-3' });
    barrier.returned('id-3');
    expect(await waiting).toBe(true);
  });

  it('is still proven by a late return after the fallback was asked', () => {
    const barrier = newBarrier();
    barrier.prove();
    clock.advance(5_000);
    barrier.returned('id-1');
    expect(barrier.kind).toBe('self');
  });

  it('says that nothing is known where nobody answers', async () => {
    const barrier = newBarrier();
    barrier.prove();
    const waiting = barrier.wait();
    clock.advance(10_000);
    expect(await waiting).toBe(false);
    expect(barrier.kind).toBe('none');
    expect(await barrier.wait()).toBe(false);
  });

  it('is tried again after half a minute without one', async () => {
    const barrier = newBarrier();
    barrier.prove();
    clock.advance(10_000);
    clock.advance(30_000);
    barrier.returned(sent.at(-1)!.id);
    expect(kinds).toEqual(['none', 'self']);
    const waiting = barrier.wait();
    clock.advance(TIMINGS.gap);
    barrier.returned(sent.at(-1)!.id);
    expect(await waiting).toBe(true);
  });

  it('is patient with a slow server that answered before', async () => {
    const barrier = provenBarrier();
    const waiting = barrier.wait();
    clock.advance(15_000);
    expect(sent.slice(1).map(({ target }) => target)).toEqual(['self', 'server', 'self', 'server']);
    expect(await outcome(waiting)).toBe('open');
    clock.advance(5_000);
    expect(await waiting).toBe(false);
  });

  it('is sent again each second where it may be lost with the link of another replica', async () => {
    const barrier = provenBarrier(1_000);
    heard = 'nothing';
    const waiting = barrier.wait();
    clock.advance(999);
    expect(sent).toHaveLength(2);
    clock.advance(1);
    expect(sent.at(-1)).toEqual({ target: 'self', id: 'id-3' });
    barrier.returned('id-3');
    expect(await waiting).toBe(true);
    clock.advance(60_000);
    expect(sent).toHaveLength(3);
  });

  it('asks each target as long as before when it is sent again', () => {
    const barrier = provenBarrier(1_000);
    void barrier.wait();
    clock.advance(4_999);
    expect(sent.slice(1).map(({ target }) => target)).toEqual(Array(5).fill('self'));
    clock.advance(1);
    expect(sent.at(-1)?.target).toBe('server');
  });

  it('draws no conclusion from the silence of a server that answered before', async () => {
    const barrier = provenBarrier();
    heard = 'nothing';
    const waiting = barrier.wait();
    clock.advance(60_000);
    expect(await outcome(waiting)).toBe('open');
    expect(barrier.kind).toBe('self');
  });

  it('draws no conclusion from silence after a link that had a barrier', async () => {
    const barrier = newBarrier(true);
    heard = 'nothing';
    barrier.prove();
    const waiting = barrier.wait();
    clock.advance(60_000);
    expect(await outcome(waiting)).toBe('open');
    expect(barrier.kind).toBe('unproven');
  });

  it('draws no conclusion while the socket is paused', () => {
    const barrier = newBarrier();
    heard = 'not-reading';
    barrier.prove();
    clock.advance(60_000);
    expect(barrier.kind).toBe('unproven');
  });

  it('fails everybody who waits when the link drops', async () => {
    const barrier = provenBarrier();
    const [early, late] = [barrier.wait(), barrier.wait()];
    barrier.lost();
    expect(await outcome(early)).toMatchObject({ code: 'link-lost' });
    expect(await outcome(late)).toMatchObject({ code: 'link-lost' });
    expect(await outcome(barrier.wait())).toMatchObject({ code: 'link-lost' });
  });

  it('sends nothing more once the link has dropped', () => {
    const barrier = provenBarrier();
    void barrier.wait().catch(() => undefined);
    barrier.lost();
    clock.advance(60_000);
    expect(sent).toHaveLength(2);
  });
});
