/** One call again and again at a fixed rate for a while, whatever the answers do, and what was answered how fast. */
import { requestBytes, type Target } from '../../bench/load.ts';
import { openWire, type HttpWire } from '../../bench/http-wire.ts';
import { percentiles } from '../../bench/statistics.ts';

export interface Pace {
  readonly target: Target;
  /** Calls per second. */
  readonly rate: number;
  readonly seconds: number;
  readonly connections: number;
}

export interface Paced {
  readonly calls: number;
  /** From the first call to the last answer. */
  readonly seconds: number;
  /** How often each was answered; 0 is no answer. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Refusals for the rate that do not say when to come back. */
  readonly withoutRetryAfter: number;
  /** Milliseconds from when a call was due to its answer. */
  readonly p50: number;
  readonly p99: number;
}

export async function pace({ target, rate, seconds, connections }: Pace): Promise<Paced> {
  const free = await Promise.all(Array.from({ length: connections }, () => openWire(target.port)));
  const wires: readonly HttpWire[] = [...free];
  const bytes = requestBytes(target);
  const waiting: number[] = [];
  const waits: number[] = [];
  const statuses: Record<number, number> = {};
  const startedAt = performance.now();
  let [due, sent, withoutRetryAfter] = [0, 0, 0];

  await new Promise<void>((resolve) => {
    const dispatch = () => {
      for (let wire = free.pop(); wire !== undefined; wire = free.pop()) {
        const at = waiting[sent];
        if (at === undefined) return void free.push(wire);
        const busy = wire;
        sent += 1;
        busy.send(bytes, ({ status, bytes: answer }) => {
          waits.push(performance.now() - at);
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (status === 429 && !saysWhen(answer)) withoutRetryAfter += 1;
          free.push(busy);
          dispatch();
        });
      }
    };
    const tick = () => {
      const now = performance.now();
      const isOver = now - startedAt > seconds * 1_000;
      const until = isOver ? due : ((now - startedAt) * rate) / 1_000;
      for (; due < until; due += 1) waiting.push(now);
      // What a flood could not even send in its time is left.
      if (isOver) waiting.length = sent;
      dispatch();
      if (isOver && free.length === connections) resolve();
      else setTimeout(tick, 1);
    };
    tick();
  });
  const lasted = (performance.now() - startedAt) / 1_000;
  for (const wire of wires) wire.close();
  const { p50, p99 } = percentiles(Float64Array.from(waits));
  return { calls: waits.length, seconds: lasted, statuses, withoutRetryAfter, p50, p99 };
}

function saysWhen(answer: Buffer): boolean {
  return /\r\nretry-after: [1-9]\d*\r\n/i.test(answer.toString('latin1'));
}
