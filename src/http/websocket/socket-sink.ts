import type { WebSocket } from 'ws';
import type { EndReason, Ending, Sink } from '../../core/live.ts';
import { Unsent } from '../unsent.ts';
import { endingProblem } from '../ending-problem.ts';
import { cursorFrame, problemFrame } from './frames.ts';

/** RFC 6455 §7.4; those from 4000 are ours. */
const CLOSE_CODES: Readonly<Record<EndReason, number>> = {
  draining: 1001,
  revoked: 1008,
  slow: 1013,
  replaced: 4409,
  'other-filter': 4409,
  'history-lost': 4410,
};

const PATH = '/v1/events/ws';

export interface SocketSink extends Sink {
  /** Sends a frame that is no event; `sent` is called when it has left, or never will. */
  tell(frame: Buffer, sent?: () => void): void;
}

/** A WebSocket as what a listener writes to. A ping goes with every heartbeat; who missed the last one is gone. */
export function socketSink(socket: WebSocket): SocketSink {
  const unsent = new Unsent();
  let isAnswering = true;
  let told = '';
  const tell: SocketSink['tell'] = (frame, sent) => {
    const left = unsent.add(frame.length);
    socket.send(frame, { binary: false }, () => {
      left();
      sent?.();
    });
  };
  socket.on('pong', () => (isAnswering = true));
  return {
    tell,
    write(frames) {
      for (const frame of frames) tell(frame);
    },
    heartbeat(cursor) {
      if (!isAnswering) {
        socket.terminate();
        return;
      }
      isAnswering = false;
      socket.ping();
      if (cursor !== told) tell(cursorFrame(cursor));
      told = cursor;
    },
    unsent: () => unsent.bytes,
    below: (bytes) => unsent.below(bytes),
    end(ending) {
      finish(socket, ending);
    },
  };
}

/** Says why, where coming back is not all there is to do. The reason is the cursor to come back to. */
export function finish(socket: WebSocket, { reason, cursor }: Ending): void {
  const problem = endingProblem(reason, PATH);
  if (problem !== undefined) socket.send(problemFrame(problem), { binary: false });
  socket.close(CLOSE_CODES[reason], cursor);
}
