import { describe, expect, it } from 'vitest';
import { Timers } from '../../../src/link/component/timers.ts';
import { FakeClock } from '../fake-clock.ts';

function timers() {
  const clock = new FakeClock();
  const rung: string[] = [];
  const all = new Timers<'tick' | 'soon'>(clock);
  return { all, clock, rung, ring: (what: string) => () => rung.push(what) };
}

describe('the timers of a stream', () => {
  it('replace the one of the same name', () => {
    const { all, clock, rung, ring } = timers();
    all.set('tick', 10, ring('first'));
    all.set('tick', 20, ring('second'));
    all.set('soon', 5, ring('soon'));
    clock.advance(100);
    expect(rung).toEqual(['soon', 'second']);
  });

  it('know which of them are set', () => {
    const { all, clock, ring } = timers();
    all.set('soon', 5, ring('soon'));
    expect(all.isSet('soon')).toBe(true);
    clock.advance(5);
    expect(all.isSet('soon')).toBe(false);
  });

  it('can be called off together, and set again', () => {
    const { all, clock, rung, ring } = timers();
    all.set('tick', 10, ring('first'));
    all.cancelAll();
    all.set('tick', 10, ring('second'));
    clock.advance(100);
    expect(rung).toEqual(['second']);
  });

  it('are set no more after the end', () => {
    const { all, clock, rung, ring } = timers();
    all.set('tick', 10, ring('first'));
    all.end();
    all.set('tick', 10, ring('second'));
    clock.advance(100);
    expect(rung).toEqual([]);
  });
});
