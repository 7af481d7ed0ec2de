/**
 * Reads a stream to which nothing may be written any more until nothing more comes. A server that sees no reason to end the
 * stream goes on routing to it: it is ended from here, behind what has come.
 */
import type { Clock } from '../clock.ts';
import type { ComponentStream } from './stream.ts';

/** All in ms. */
const TICK = 100;
/** After so long without a byte nothing more is to come. */
const SILENCE = 1_000;
/** How long to wait for the server to end the stream. */
const PATIENCE = 2_000;
const MOST = 60_000;

export interface ReadOutDeps {
  readonly stream: Pick<ComponentStream, 'isReading' | 'heardAt' | 'close'>;
  readonly clock: Pick<Clock, 'elapsed'>;
  /** Runs after so many ms, unless the stream is over by then. */
  readonly after: (ms: number, run: () => void) => void;
  /** Everything was read: the stream is to be destroyed. */
  readonly end: () => void;
}

export function readToTheEnd({ stream, clock, after, end }: ReadOutDeps): void {
  const since = clock.elapsed();
  let closedAt: number | undefined;
  const look = () => {
    const now = clock.elapsed();
    const { isReading, heardAt } = stream;
    const then = nextOfReadOut({ now, since, closedAt, isReading, heardAt });
    if (then === 'end') {
      end();
      return;
    }
    if (then === 'close') {
      stream.close();
      closedAt ??= now;
    }
    after(TICK, look);
  };
  look();
}

/** Times by a monotonic clock, ms. */
export interface ReadOutFacts {
  readonly now: number;
  /** When the reading out began. */
  readonly since: number;
  /** When our side of the stream was ended. */
  readonly closedAt: number | undefined;
  /** When the last bytes came in. */
  readonly heardAt: number;
  /** A socket that is not read says nothing. */
  readonly isReading: boolean;
}

/** `close`: end our side of the stream. `end`: nothing more is to come, or it took too long. */
export function nextOfReadOut(facts: ReadOutFacts): 'wait' | 'close' | 'end' {
  const { now, since, closedAt, heardAt, isReading } = facts;
  const quietSince = Math.max(closedAt ?? since, heardAt);
  const isSilent = isReading && now - quietSince >= SILENCE;
  if (now - since >= MOST || (isSilent && closedAt !== undefined)) return 'end';
  return isSilent || now - since >= PATIENCE ? 'close' : 'wait';
}
