/** Events as Server-Sent Events (WHATWG HTML §9.2). */
import type { ServerResponse } from 'node:http';
import type { Ending, Form, LiveAnswer, LiveEvent, Sink } from '../core/live.ts';
import { endingProblem } from './ending-problem.ts';
import { Unsent } from './unsent.ts';

/** Proxies and caches are to pass on what comes, as it comes; nginx is told in its own way. */
export const SSE_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const FORM: Form = (event) => frameOf(event, false);
const FORM_WITH_XML: Form = (event) => frameOf(event, true);

/** When a client comes back after its connection ended. */
const RETRY = 'retry: 1000\n';

/** Ends when the client goes, the stream is ended, or the server closes. */
export function writeSse(
  response: ServerResponse,
  { open, xml }: LiveAnswer,
  signal: AbortSignal,
): void {
  // Writing to a connection that was just lost raises an error; the signal tells that it is lost.
  response.on('error', () => undefined);
  response.write(RETRY);
  const stream = open.begin(xml ? FORM_WITH_XML : FORM, sseSink(response));
  response.write(beatAt(stream.cursor()));
  const leave = () => {
    stream.leave();
    response.end();
  };
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave);
}

function frameOf(logged: LiveEvent, xml: boolean): Buffer {
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
    heartbeat: (cursor) => {
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
