import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchReadiness, type Readiness } from '../../../src/features/status/readiness.ts';
import type { StoreHealth } from '../../../src/store/store.ts';
import type { LinkReport } from '../../../src/link/link.ts';

const START = Date.parse('2026-01-31T12:00:00Z');
const at = (ms: number) => new Date(START + ms).toISOString();

describe('readiness', () => {
  let store: StoreHealth;
  let own: Pick<LinkReport, 'state' | 'since' | 'lastError'>;
  let holder: string | undefined;
  let stopping: boolean;
  let readiness: Readiness;

  beforeEach(() => {
    vi.useFakeTimers({ now: START });
    store = { ok: true, since: START };
    own = { state: 'connecting', since: START };
    holder = undefined;
    stopping = false;
    readiness = watchReadiness({
      store: { kind: 'redis', health: () => store, warnings: () => [] },
      registry: {
        online: () =>
          Promise.resolve(holder === undefined ? undefined : { replica: holder, state: 'online' }),
      },
      link: { state: () => ({ barrier: 'self', dropsIqs: false, ...own }) },
      stopping: {
        get aborted() {
          return stopping;
        },
      },
      startedAt: START,
      now: Date.now,
    });
  });
  afterEach(() => {
    readiness.close();
    vi.useRealTimers();
  });

  const check = async (name: string) =>
    (await readiness.checks()).find((found) => found.name === name);

  it('reports a link that is down and does not wait for it', async () => {
    own = { state: 'offline', since: START, lastError: 'refused' };
    expect(await check('link')).toEqual({
      name: 'link',
      ok: false,
      gates: false,
      detail: 'offline: refused',
      since: at(0),
    });
  });

  it('dates a link that came up by the link, however late somebody asks', async () => {
    await vi.advanceTimersByTimeAsync(3_000);
    own = { state: 'online', since: START + 2_900 };
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await check('link')).toMatchObject({ ok: true, since: at(2_900) });
  });

  it('dates a link that was lost by its loss, not by the attempts after it', async () => {
    own = { state: 'online', since: START };
    await vi.advanceTimersByTimeAsync(5_000);
    own = { state: 'offline', since: Date.now(), lastError: 'reset' };
    await vi.advanceTimersByTimeAsync(1_000);
    own = { state: 'connecting', since: Date.now(), lastError: 'reset' };
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await check('link')).toMatchObject({ ok: false, since: at(5_000) });
  });

  it('dates the link of another replica without being asked', async () => {
    await vi.advanceTimersByTimeAsync(4_000);
    holder = 'romeo';
    await vi.advanceTimersByTimeAsync(60_000);
    const link = await check('link');
    expect(link).toMatchObject({ ok: true, detail: 'held by romeo' });
    expect(link?.since).toBe(at(4_250));
  });

  it('names a store that is down, with where, why and since when', async () => {
    store = {
      ok: false,
      since: START + 1_000,
      detail: 'Redis at cache:6379: connection refused',
    };
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await check('store')).toEqual({
      name: 'store',
      ok: false,
      detail: `Redis at cache:6379: connection refused, since ${at(1_000)}`,
      since: at(1_000),
    });
    expect((await check('link'))?.detail).toContain('the store cannot say');
  });

  it('dates the stop', async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    stopping = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await check('running')).toMatchObject({ ok: false, since: at(2_250) });
  });

  it('was as it is since the start where nothing changed', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await check('running')).toEqual({ name: 'running', ok: true, since: at(0) });
  });
});
