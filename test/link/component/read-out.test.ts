import { describe, expect, it } from 'vitest';
import {
  nextOfReadOut,
  readToTheEnd,
  type ReadOutFacts,
} from '../../../src/link/component/read-out.ts';
import { FakeClock } from '../fake-clock.ts';

const BEGUN: ReadOutFacts = {
  now: 500,
  since: 0,
  closedAt: undefined,
  heardAt: 0,
  isReading: true,
};

describe('reading a stream to its end', () => {
  it('waits for what the server may still send', () => {
    expect(nextOfReadOut(BEGUN)).toBe('wait');
  });

  it('ends our side when the server has been silent for a second', () => {
    expect(nextOfReadOut({ ...BEGUN, now: 1_000 })).toBe('close');
  });

  it('ends our side after two seconds although the server goes on', () => {
    expect(nextOfReadOut({ ...BEGUN, now: 1_999, heardAt: 1_998 })).toBe('wait');
    expect(nextOfReadOut({ ...BEGUN, now: 2_000, heardAt: 1_999 })).toBe('close');
  });

  it('is over when nothing came for a second after our side was ended', () => {
    const closed = { ...BEGUN, closedAt: 2_000, heardAt: 2_500 };
    expect(nextOfReadOut({ ...closed, now: 3_499 })).not.toBe('end');
    expect(nextOfReadOut({ ...closed, now: 3_500 })).toBe('end');
  });

  it('does not take a socket that is not read for a silent one', () => {
    const paused = { ...BEGUN, closedAt: 2_000, isReading: false };
    expect(nextOfReadOut({ ...paused, now: 30_000 })).not.toBe('end');
  });

  it('is over after a minute at the latest', () => {
    expect(nextOfReadOut({ ...BEGUN, now: 60_000, heardAt: 59_999 })).toBe('end');
  });

  it('ends our side once the server is silent, and then the stream', () => {
    const clock = new FakeClock();
    const done: string[] = [];
    readToTheEnd({
      stream: { isReading: true, heardAt: 0, close: () => done.push(`close ${clock.elapsed()}`) },
      clock,
      after: (ms, run) => clock.after(ms, run),
      end: () => done.push(`end ${clock.elapsed()}`),
    });
    clock.advance(10_000);
    expect(done).toEqual(['close 1000', 'end 2000']);
  });
});
