/** The command line of the chaos run. */
import { parseArgs } from 'node:util';
import type { ServerName } from './schedule.ts';

export interface ChaosOptions {
  /** One run each, one after the other. */
  readonly servers: readonly ServerName[];
  readonly seed: number;
  /** How long things go wrong, of all runs together. */
  readonly minutes: number;
  /** Messages per second in each direction. */
  readonly rate: number;
}

export const USAGE = `npm run chaos -- [options]
  --seed N                    repeats the schedule of a run; default: another one each time
  --minutes N                 how long things go wrong, all servers together; default 20
  --server prosody|ejabberd   default: both, one after the other, half of the time each
  --rate N                    messages per second in each direction; default 20`;

export function parseOptions(args: readonly string[], anySeed: number): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      server: { type: 'string' },
      rate: { type: 'string' },
    },
  });
  return {
    servers: values.server === undefined ? ['prosody', 'ejabberd'] : [serverOf(values.server)],
    seed: values.seed === undefined ? anySeed : numberOf(values.seed),
    minutes: numberOf(values.minutes ?? '20'),
    rate: numberOf(values.rate ?? '20'),
  };
}

function serverOf(text: string): ServerName {
  if (text === 'prosody' || text === 'ejabberd') return text;
  throw new Error(`no such server: ${text}\n${USAGE}`);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`not a number above zero: ${text}\n${USAGE}`);
}
