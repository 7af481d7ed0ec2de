import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';
import { describeFault, scheduleOf } from './schedule.ts';
import { lineOf, parseLine } from './traffic/texts.ts';

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(scheduleOf(1597, 20, 'prosody')).toEqual(scheduleOf(1597, 20, 'prosody'));
    expect(scheduleOf(1597, 20, 'prosody')).not.toEqual(scheduleOf(1598, 20, 'prosody'));
    expect(scheduleOf(1597, 20, 'prosody')).not.toEqual(scheduleOf(1597, 20, 'ejabberd'));
  });

  it('begins alike where it is shorter', () => {
    const long = scheduleOf(1597, 20, 'prosody');
    const short = scheduleOf(1597, 5, 'prosody');
    expect(long.slice(0, short.length)).toEqual(short);
  });

  it('is in time and ends when the run does', () => {
    const times = scheduleOf(1597, 20, 'ejabberd').map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times.at(-1)).toBeLessThan(20 * 60_000);
    expect(times.at(-1)).toBeGreaterThan(19.5 * 60_000);
  });

  it('begins with what must harm nobody', () => {
    const first = scheduleOf(1597, 20, 'ejabberd').slice(0, 3);
    expect(first.map(({ fault }) => fault.do)).toEqual([
      'slow-server',
      'big-messages',
      'slow-redis',
    ]);
  });

  it('does everything to everybody in 20 minutes', () => {
    const faults = scheduleOf(1597, 20, 'prosody').map(({ fault }) => fault);
    const done = new Set(faults.map((fault) => `${fault.do} ${'who' in fault ? fault.who : ''}`));
    expect(done).toEqual(
      new Set([...done, 'kill leader', 'kill server', 'kill redis', 'pause leader', 'pause redis']),
    );
    expect(new Set(faults.map((fault) => fault.do)).size).toBe(9);
  });

  it('is told in words', () => {
    const fault = { do: 'kill', who: 'leader', downMs: 250 } as const;
    expect(describeFault(fault)).toBe('kill leader 250');
  });
});

describe('the options of a run', () => {
  it('are twenty minutes on both servers, with a seed of its own', () => {
    expect(parseOptions([], 42)).toEqual({
      servers: ['prosody', 'ejabberd'],
      seed: 42,
      minutes: 20,
      rate: 20,
    });
  });

  it('name one server, a seed and a length', () => {
    const args = ['--seed', '7', '--minutes', '2.5', '--server', 'ejabberd'];
    expect(parseOptions(args, 42)).toMatchObject({ servers: ['ejabberd'], seed: 7, minutes: 2.5 });
  });

  it.each([
    ['--seed', 'x'],
    ['--minutes', '0'],
    ['--server', 'openfire'],
    ['--sede', '1'],
  ])('refuse %s %s', (name, value) => {
    expect(() => parseOptions([name, value], 42)).toThrow();
  });
});

describe('a line of a conversation', () => {
  it('says what it is, whatever its size', () => {
    const line = { conversation: 'bot1/juliet', number: 42 };
    expect(lineOf('out', line, 5_000)).toHaveLength(5_000);
    expect(parseLine('out', lineOf('out', line, 5_000))).toEqual(line);
    expect(parseLine('out', lineOf('out', line))).toEqual(line);
  });

  it('is nobody else’s', () => {
    expect(parseLine('in', lineOf('out', { conversation: 'a/b', number: 1 }))).toBeUndefined();
    expect(parseLine('out', 'Good pilgrim')).toBeUndefined();
  });
});
