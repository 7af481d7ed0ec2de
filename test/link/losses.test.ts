import { describe, expect, it } from 'vitest';
import { GONE_MS, KEPT_MS, MARGIN_MS, watchLosses } from '../../src/link/losses.ts';
import type { LinkReport } from '../../src/link/link.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';

const START = Date.UTC(2026, 0, 31, 12);
const TURN_MS = 1_000;

function stageOf() {
  let elapsed = 0;
  const now = () => START + elapsed;
  const store = createMemoryStore({ now });
  const replica = (name: string) => {
    let link: Pick<LinkReport, 'state' | 'since'> = { state: 'online', since: START };
    const heard: number[] = [];
    const losses = watchLosses({
      ...{ store, now, replica: name },
      monotonic: () => elapsed,
      link: { state: () => ({ ...link, barrier: 'self', dropsIqs: false }) },
      lost: (since) => heard.push(since),
    });
    return {
      ...{ heard, since: losses.since, start: losses.start, stop: losses.stop },
      linkIs: (state: LinkReport['state'], since = now()) => void (link = { state, since }),
    };
  };
  /** Lets these replicas take their turns, and all others be silent. */
  const pass = async (ms: number, ...awake: readonly ReturnType<typeof replica>[]) => {
    for (const end = elapsed + ms; elapsed < end;) {
      elapsed += TURN_MS;
      for (const { since } of awake) await since();
    }
  };
  return { replica, pass, skip: (ms: number) => void (elapsed += ms) };
}

describe('links of other replicas', () => {
  it('went where nothing is heard of them, which is told once', async () => {
    const { replica, pass } = stageOf();
    const [romeo, juliet] = [replica('romeo'), replica('juliet')];
    await pass(2_000, romeo, juliet);
    await pass(GONE_MS + 4_000, juliet);
    expect(juliet.heard).toEqual([START + 2_000 - MARGIN_MS]);
    expect(await juliet.since()).toBe(START + 2_000 - MARGIN_MS);
  });

  it('are known to have gone by a replica that comes later, for a while', async () => {
    const { replica, pass } = stageOf();
    const [romeo, juliet, nurse] = [replica('romeo'), replica('juliet'), replica('nurse')];
    await pass(2_000, romeo, juliet);
    await pass(GONE_MS + 2_000, juliet);
    await pass(1_000, juliet, nurse);
    expect(await nurse.since()).toBe(START + 2_000 - MARGIN_MS);
    await pass(KEPT_MS + 2_000, juliet, nurse);
    expect(await nurse.since()).toBeUndefined();
    expect(nurse.heard).toEqual([]);
  });

  it('are known before they are there, as a replica may die as soon as it has one', async () => {
    const { replica, pass } = stageOf();
    const [romeo, juliet] = [replica('romeo'), replica('juliet')];
    romeo.linkIs('connecting');
    await romeo.start();
    romeo.stop();
    await pass(GONE_MS + 3_000, juliet);
    expect(juliet.heard).toHaveLength(1);
  });

  it('are told of at once by a replica that has a new one itself', async () => {
    const { replica, pass } = stageOf();
    const [romeo, juliet] = [replica('romeo'), replica('juliet')];
    await pass(2_000, romeo, juliet);
    romeo.linkIs('online');
    expect(await romeo.since()).toBe(START + 2_000 - MARGIN_MS);
    await pass(1_000, romeo, juliet);
    expect(juliet.heard).toHaveLength(1);
    expect(romeo.heard).toHaveLength(1);
  });

  it('went when the replica says so itself', async () => {
    const { replica, pass } = stageOf();
    const [romeo, juliet] = [replica('romeo'), replica('juliet')];
    await pass(2_000, romeo, juliet);
    romeo.linkIs('connecting');
    await pass(2_000, romeo, juliet);
    expect(juliet.heard).toHaveLength(1);
  });

  it('have not gone because a replica did not look', async () => {
    const { replica, pass, skip } = stageOf();
    const [romeo, juliet] = [replica('romeo'), replica('juliet')];
    await pass(2_000, romeo, juliet);
    skip(GONE_MS * 2);
    await pass(1_000, juliet, romeo);
    expect(juliet.heard).toEqual([]);
    expect(romeo.heard).toEqual([]);
  });
});
