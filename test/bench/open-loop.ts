/**
 * Calls at a fixed rate, whatever the answers do. Each call has an intended time, and latency counts from that time:
 * a system that stalls is charged for the calls that had to wait meanwhile.
 */
import { errorBook, numberedCalls, openWires } from './load.ts';
import type { Load, LoadResult, Target } from './load.ts';

export interface Schedule extends Load {
  /** Calls per second. */
  readonly rate: number;
}

export interface OpenLoopResult extends LoadResult {
  /** When call n was to be sent, by `performance.now()`. */
  readonly intended: (call: number) => number;
  /** How late the generator itself was, ms: its timers, not the system under test. */
  readonly lag: Float64Array;
}

const LEAD_MS = 20;

export async function openLoop(target: Target, schedule: Schedule): Promise<OpenLoopResult> {
  const { calls, first, rate, connections } = schedule;
  const wires = await openWires(target, connections);
  const free = wires.map((wire) => numberedCalls(target, wire));
  const book = errorBook(target);
  const startedAt = performance.now() + LEAD_MS;
  const intended = (call: number) => startedAt + (call * 1000) / rate;
  const lag = new Float64Array(calls);
  let due = 0;
  let sent = 0;
  let answered = 0;

  const unwatch = book.watch(wires);
  await new Promise<void>((resolve) => {
    const dispatch = () => {
      for (let send = free.pop(); send !== undefined; send = free.pop()) {
        if (sent === due || book.hasStalled()) return void free.push(send);
        const call = send;
        void call(first + sent).then((answer) => {
          book.note(answer);
          answered += 1;
          free.push(call);
          if (answered === calls || (book.hasStalled() && free.length === wires.length)) resolve();
          else dispatch();
        });
        sent += 1;
      }
    };
    const tick = () => {
      const now = performance.now();
      for (; due < calls && intended(due) <= now; due += 1) lag[due] = now - intended(due);
      dispatch();
      if (due < calls) setTimeout(tick, 1);
    };
    tick();
  });
  unwatch();
  const endedAt = performance.now();
  for (const wire of wires) wire.close();
  return { startedAt, endedAt, intended, lag, ...book.result(calls) };
}
