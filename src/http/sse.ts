/** Events as Server-Sent Events (WHATWG HTML §9.2). */
import type { ServerResponse } from 'node:http';
import type { LoggedEvent } from '../features/events/logged-event.ts';
import type { Ending, Form, Sink } from '../features/streams/sink.ts';
import type { OpenStream } from '../features/streams/streams.ts';
import { Unsent } from '../features/streams/unsent.ts';
import { endingProblem } from './ending-problem.ts';
import type { LiveBody } from './operation-types.ts';

/** Proxies and caches are to pass on what comes, as it comes; nginx is told in its own way. */
export const SSE_HEADERS = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' };

export const SSE_FORM: Form = (logged) => frameOf(logged, false);
export const SSE_FORM_WITH_XML: Form = (logged) => frameOf(logged, true);

/** When a client comes back after its connection ended. */
const RETRY = 'retry: 1000\n';

/** Ends when the client goes, the stream is ended, or the server closes. */
export function sseBody(parts: {
  readonly open: OpenStream;
  readonly form: Form;
  readonly signal: () => AbortSignal;
}): LiveBody {
  return (response) => {
    // Who writes to a connection that was just lost gets an error; that it is lost is told by the signal.
    response.on('error', () => undefined);
    response.write(RETRY);
    const stream = parts.open.begin(parts.form, sseSink(response));
    response.write(beatAt(stream.cursor()));
    const signal = parts.signal();
    const leave = () => {
      stream.leave();
      response.end();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
  };
}

function frameOf(logged: LoggedEvent, xml: boolean): Buffer {
  const head = `id: ${logged.cursor}\nevent: ${logged.event.type}\ndata: `;
  return Buffer.concat([Buffer.from(head), logged.body(xml), END_OF_EVENT]);
}

const END_OF_EVENT = Buffer.from('\n\n');

/** An id without data is no event, and still where the client goes on. */
function beatAt(cursor: string): string {
  return `:\nid: ${cursor}\n\n`;
}

function sseSink(response: ServerResponse): Sink {
  const unsent = new Unsent();
  const write = (chunk: Buffer) => void response.write(chunk, unsent.add(chunk.length));
  return {
    write: (frames) => {
      for (const frame of frames) write(frame);
    },
    beat: (cursor) => {
      write(Buffer.from(beatAt(cursor)));
    },
    unsent: () => unsent.bytes,
    below: (bytes) => unsent.below(bytes),
    end: (ending) => {
      finish(response, ending);
    },
  };
}

function finish(response: ServerResponse, { reason }: Ending): void {
  // What a slow reader has not read is let go: it comes again after the last id that it saw.
  if (reason === 'slow') {
    response.destroy();
    return;
  }
  const problem = endingProblem(reason, '/v1/events/stream');
  if (problem === undefined) response.end();
  else response.end(`event: problem\ndata: ${JSON.stringify(problem)}\n\n`);
}
