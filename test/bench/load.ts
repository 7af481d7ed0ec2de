/** The load generator: prepared requests over a fixed number of connections, closed loop or open loop. */
import { openWire } from './http-wire.ts';
import type { Answer, HttpWire } from './http-wire.ts';
import { markerOffsets, patchMarkers } from './marker.ts';

export interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Each blank marker in it is given a number of its own. */
  readonly body: string;
  /** How many messages the answer says were refused; without it, any 2xx is none. */
  readonly refused?: (answer: Answer) => number;
}

export interface Load {
  readonly connections: number;
  readonly calls: number;
  /** Number of the first marker. */
  readonly first: number;
}

export interface LoadResult {
  readonly startedAt: number;
  /** When the last answer came. */
  readonly endedAt: number;
  /** Messages answered with an error, or not at all. */
  readonly errors: number;
  /** What the first bad answer was, for the report. */
  readonly complaint?: string;
}

/** The request of one connection; its markers are numbered anew for each call. */
export function requestBytes({ port, path, headers, body }: Target): Buffer {
  const all = {
    host: `127.0.0.1:${port}`,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** How many messages one call carries. */
export function messagesPerCall(target: Target): number {
  return Math.max(1, markerOffsets(requestBytes(target)).length);
}

export function openWires(target: Target, connections: number): Promise<HttpWire[]> {
  return Promise.all(Array.from({ length: connections }, () => openWire(target.port)));
}

/** Each connection sends its next call as soon as the one before is answered. */
export async function closedLoop(target: Target, load: Load): Promise<LoadResult> {
  const wires = await openWires(target, load.connections);
  const book = errorBook(target);
  let next = 0;
  const startedAt = performance.now();
  const run = async (wire: HttpWire) => {
    const call = numberedCalls(target, wire);
    while (next < load.calls && !book.hasStalled()) {
      const number = load.first + next * book.perCall;
      next += 1;
      book.note(await call(number));
    }
  };
  const unwatch = book.watch(wires);
  await Promise.all(wires.map(run));
  unwatch();
  const endedAt = performance.now();
  for (const wire of wires) wire.close();
  return { startedAt, endedAt, ...book.result(load.calls) };
}

/** Sends over one connection; one call at a time. */
export function numberedCalls(target: Target, wire: HttpWire): (first: number) => Promise<Answer> {
  const bytes = requestBytes(target);
  const offsets = markerOffsets(bytes);
  return (first) => {
    patchMarkers(bytes, offsets, first);
    return new Promise((resolve) => wire.send(bytes, resolve));
  };
}

/** Without any answer for this many ms, the rest of the calls is given up. */
const STALL_MS = 8_000;

/** Counts what was answered badly or not at all, and ends what would never end. */
export function errorBook(target: Target) {
  const perCall = messagesPerCall(target);
  let [errors, answers, lastAt] = [0, 0, performance.now()];
  let stalled = false;
  let complaint: string | undefined;
  return {
    perCall,
    note(answer: Answer) {
      answers += 1;
      lastAt = performance.now();
      const isWell = answer.status >= 200 && answer.status < 300;
      const refused = isWell ? (target.refused?.(answer) ?? 0) : perCall;
      if (refused === 0) return;
      errors += refused;
      complaint ??= answer.bytes.toString('utf8', 0, 600) || 'no answer, or the connection ended';
    },
    hasStalled: () => stalled,
    /** Closes the connections when no answer comes any more; returns what ends the watch. */
    watch(wires: readonly HttpWire[]) {
      const timer = setInterval(() => {
        if (performance.now() - lastAt < STALL_MS) return;
        stalled = true;
        for (const wire of wires) wire.close();
      }, 500);
      return () => clearInterval(timer);
    },
    /** Of so many calls; those that were never made count as errors. */
    result: (calls: number) => ({
      errors: errors + (calls - answers) * perCall,
      ...(complaint === undefined ? {} : { complaint }),
    }),
  };
}
