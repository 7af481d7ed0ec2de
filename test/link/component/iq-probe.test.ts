import { beforeEach, describe, expect, it } from 'vitest';
import { IqProbe } from '../../../src/link/component/iq-probe.ts';
import { FakeClock } from '../fake-clock.ts';

let clock: FakeClock;
let sent: string[];
let changes: boolean[];
/** What becomes of the IQ with this number, which is sent first, and of the barriers behind it. */
let fate: (id: string) => 'returned' | 'dropped';
let hasBarrier: boolean;

function started(): IqProbe {
  const probe: IqProbe = new IqProbe({
    send: (id) => {
      sent.push(id);
      if (fate(id) === 'returned') probe.returned(id);
    },
    newId: () => String(sent.length + 1),
    acknowledged: () => Promise.resolve(hasBarrier),
    after: (ms, run) => clock.after(ms, run),
    changed: (drops) => void changes.push(drops),
  });
  probe.start();
  return probe;
}

/** Lets so many ms pass, and whatever promises they settle. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(Math.min(left, 250));
  }
}

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  changes = [];
  fate = () => 'returned';
  hasBarrier = true;
});

describe('a probe of what becomes of IQs', () => {
  it('says nothing of a server that passes them on, and looks again after half a minute', async () => {
    const probe = started();
    await pass(29_000);
    expect(sent).toEqual(['1']);
    await pass(2_000);
    expect(sent).toEqual(['1', '2']);
    expect(probe.drops).toBe(false);
    expect(changes).toEqual([]);
  });

  it('finds them dropped when two do not return before the barriers behind them', async () => {
    fate = () => 'dropped';
    const probe = started();
    await pass(250);
    expect(changes).toEqual([]);
    await pass(500);
    expect(sent).toEqual(['1', '2']);
    expect(probe.drops).toBe(true);
    expect(changes).toEqual([true]);
  });

  it('takes one that is lost with the link of another replica for no sign of it', async () => {
    fate = (id) => (id === '1' ? 'dropped' : 'returned');
    const probe = started();
    await pass(10_000);
    expect(probe.drops).toBe(false);
    expect(changes).toEqual([]);
  });

  it('believes one that comes back late', async () => {
    fate = () => 'dropped';
    const probe = started();
    await pass(250);
    expect(probe.returned('1')).toBe(true);
    await pass(10_000);
    expect(probe.drops).toBe(false);
  });

  it('finds out within five seconds that the server was mended', async () => {
    fate = () => 'dropped';
    const probe = started();
    await pass(1_000);
    fate = () => 'returned';
    await pass(5_000);
    expect(probe.drops).toBe(false);
    expect(changes).toEqual([true, false]);
  });

  it('cannot tell on a link without barriers', async () => {
    fate = () => 'dropped';
    hasBarrier = false;
    const probe = started();
    await pass(10_000);
    expect(probe.drops).toBe(false);
    expect(sent).toEqual(['1']);
  });

  it('does not know the ids of others', () => {
    expect(started().returned('another')).toBe(false);
  });
});
