/** Looks at every tick whether the server at the other end of a stream still lives, and asks it when it is silent. */
import type { Clock } from '../clock.ts';
import { nextKeepalive, type Keepalive, type KeepaliveFacts } from '../keepalive.ts';
import type { LinkTimings } from '../settings.ts';
import type { Barrier } from './barrier.ts';
import type { ComponentStream } from './stream.ts';

export interface LivenessDeps {
  readonly stream: Pick<ComponentStream, 'writeBuffer' | 'isReading' | 'heardAt' | 'send'>;
  readonly barrier: Barrier;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly timings: Pick<LinkTimings, 'tick' | 'idle' | 'answer'>;
  /** Runs after so many ms, unless the stream is over by then. */
  readonly after: (ms: number, run: () => void) => void;
  /** It gave no sign of life when it was asked. */
  readonly dead: () => void;
}

export function watchLiveness(deps: LivenessDeps): void {
  const { timings, after, dead } = deps;
  let keepalive: Keepalive = {};
  const look = () => {
    const step = nextKeepalive(keepalive, factsOf(deps), timings);
    keepalive = step.keepalive;
    if (step.then === 'give-up') {
      dead();
      return;
    }
    if (step.then === 'ask') askForLife(deps);
    after(timings.tick, look);
  };
  after(timings.tick, look);
}

function factsOf({ stream, barrier, clock }: LivenessDeps): KeepaliveFacts {
  const { isReading, writeBuffer } = stream;
  const heardAt = Math.max(stream.heardAt, barrier.returnedAt);
  const { unsent, taken } = writeBuffer;
  const now = clock.elapsed();
  return { now, heardAt, reading: isReading, unsent, taken, answers: barrier.trusted };
}

/** Any barrier will do, also one under way. Without barriers a space makes TCP find out (RFC 6120 §4.6.1). */
function askForLife({ stream, barrier }: LivenessDeps): void {
  if (barrier.kind === 'none') stream.send([' ']);
  else barrier.wait().catch(() => undefined);
}
