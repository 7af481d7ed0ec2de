import { describe, expect, it } from 'vitest';
import {
  EMPTY,
  lookUp,
  missedOf,
  sizeOf,
  withBaseline,
  withItem,
  withoutItem,
  type Ring,
  type Told,
} from '../../../src/features/pubsub/subscriptions/ring.ts';

const told = (id: string, text = 'on'): Told => ({ id, text });
const BOUNDS = { size: 300, now: 1_000 };
const after = (...items: readonly Told[]): Ring =>
  items.reduce((ring, it) => withItem(ring, it, BOUNDS), EMPTY);

describe('what a subscription remembers', () => {
  it('tells what is new, what says the same, and what says something else', () => {
    const ring = after(told('lamp', 'on'));
    expect(lookUp(ring, told('lamp', 'on'))).toBe('same');
    expect(lookUp(ring, told('lamp', 'off'))).toBe('changed');
    expect(lookUp(ring, told('candle', 'on'))).toBe('new');
  });

  it('knows what an item said last, and its last item', () => {
    const ring = after(told('lamp', 'on'), told('candle'), told('lamp', 'off'));
    expect(lookUp(ring, told('lamp', 'off'))).toBe('same');
    expect(lookUp(ring, told('lamp', 'on'))).toBe('changed');
    expect(ring.last).toEqual({ id: 'lamp', at: 1_000 });
  });

  it('forgets the oldest item where there are more than its size', () => {
    const ids = Array.from({ length: 301 }, (_, n) => told(`lamp-${n}`));
    const ring = after(...ids);
    expect(lookUp(ring, ids[0]!)).toBe('new');
    expect(lookUp(ring, ids[1]!)).toBe('same');
    expect(lookUp(ring, ids[300]!)).toBe('same');
  });

  it('takes an item that was retracted for new', () => {
    const ring = withoutItem(after(told('lamp'), told('candle')), 'lamp');
    expect(lookUp(ring, told('lamp'))).toBe('new');
    expect(lookUp(ring, told('candle'))).toBe('same');
  });

  it('has what was there at first before what was heard of, and keeps the latter', () => {
    const ring = withBaseline(after(told('lamp', 'off')), [told('lamp', 'on'), told('moon')], 300);
    expect(lookUp(ring, told('lamp', 'off'))).toBe('same');
    expect(lookUp(ring, told('moon'))).toBe('same');
    expect(withBaseline(after(told('lamp')), [told('moon')], 1).known).toBe(
      after(told('lamp')).known,
    );
  });

  it('holds twice what is looked at after an interruption, and 300 at least', () => {
    expect(sizeOf({ catchUpMax: 100 })).toBe(300);
    expect(sizeOf({ catchUpMax: 1_000 })).toBe(2_000);
  });
});

describe('what was missed', () => {
  it('is what is kept and not known, in any order', () => {
    const ring = after(told('1'), told('2'), told('3', 'old'));
    const kept = [told('4'), told('2'), told('3', 'new'), told('1')];
    expect(missedOf(ring, kept)).toEqual({ missed: [told('4'), told('3', 'new')], gap: false });
  });

  it('may be more where none of what is kept is known', () => {
    expect(missedOf(after(told('1')), [told('8'), told('9')])).toEqual({
      missed: [told('8'), told('9')],
      gap: true,
    });
  });

  it('is no more than that where nothing was heard of before, or nothing is kept', () => {
    expect(missedOf(EMPTY, [told('1')])).toEqual({ missed: [told('1')], gap: false });
    expect(missedOf(after(told('1')), [])).toEqual({ missed: [], gap: false });
  });
});
