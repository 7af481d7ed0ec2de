import { describe, expect, it } from 'vitest';
import type { LinkFailure } from '../../../src/link/failure.ts';
import { Retries } from '../../../src/link/supervisor/retries.ts';
import { FakeClock } from '../fake-clock.ts';

const LOST: LinkFailure = { kind: 'lost', text: 'the connection broke' };
const NOTHING_SENT = { stanzas: [], direct: 0, proven: true };

function retries() {
  const clock = new FakeClock();
  const lines: [level: string, fields: object][] = [];
  const line = (level: string) => (fields: object) => void lines.push([level, fields]);
  const attempts: number[] = [];
  const all = new Retries({
    clock,
    logger: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
    random: () => 0,
    timings: { stable: 10_000, peaceful: 60_000 },
    attempt: () => attempts.push(clock.elapsed()),
  });
  /** How long it waits when this goes wrong now. */
  const wait = (failure: LinkFailure) => {
    const before = clock.elapsed();
    all.later(failure, true);
    clock.advance(60_000);
    return (attempts.at(-1) ?? NaN) - before;
  };
  return { all, lines, attempts, clock, wait };
}

describe('trying again', () => {
  it('waits longer with each failure of the same kind, and begins anew with another', () => {
    const { wait } = retries();
    const first = wait(LOST);
    expect(wait(LOST)).toBeGreaterThan(first);
    expect(wait({ kind: 'dead', text: 'no sign of life' })).toBe(first);
  });

  it('begins anew after a link that lasted', () => {
    const { all, wait } = retries();
    const first = wait(LOST);
    all.ended({ failure: LOST, onItsWay: NOTHING_SENT }, 9_999);
    expect(wait(LOST)).toBeGreaterThan(first);
    all.ended({ failure: LOST, onItsWay: NOTHING_SENT }, 10_000);
    expect(wait(LOST)).toBe(first);
  });

  it('begins anew when the server ended the stream because of one stanza', () => {
    const { all, wait } = retries();
    const streamError = { condition: 'policy-violation', text: 'too big' };
    const failure: LinkFailure = { kind: 'stream-error', text: 'too big', streamError };
    const first = wait(failure);
    all.ended({ failure, onItsWay: { ...NOTHING_SENT, stanzas: ['<message/>'] } }, 1);
    expect(wait(failure)).toBe(first);
  });

  it('counts quarrels about the domain until there was peace, whatever else went wrong', () => {
    const { all, wait } = retries();
    const conflict: LinkFailure = { kind: 'conflict', text: 'conflict' };
    all.conflict(true);
    const first = wait(conflict);
    wait(LOST);
    all.conflict(true);
    const second = wait(conflict);
    expect(second).toBeGreaterThan(first);
    all.ended({ failure: conflict, onItsWay: NOTHING_SENT }, 60_000);
    all.conflict(true);
    expect(wait(conflict)).toBe(first);
  });

  it('alarms about a quarrel only while the domain is ours to hold', () => {
    const { all, lines } = retries();
    all.conflict(false);
    expect(lines).toEqual([]);
    all.conflict(true);
    expect(lines).toEqual([['error', { conflicts: 2 }]]);
  });

  it('says the same news again on level debug only', () => {
    const { all, lines } = retries();
    all.later(LOST, true);
    all.later(LOST, false);
    expect(lines.map(([level]) => level)).toEqual(['warn', 'debug']);
  });

  it('does not try when it was called off', () => {
    const { all, clock, attempts } = retries();
    all.later(LOST, true);
    all.cancel();
    clock.advance(60_000);
    expect(attempts).toEqual([]);
  });
});
