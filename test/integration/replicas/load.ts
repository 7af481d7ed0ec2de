/** Backends that post messages through several replicas, as they should: a key each, and again where it failed. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { until } from '../../support/until.ts';

export interface Attempt {
  /** 0: refused or cut off. */
  readonly status: number;
  readonly ms: number;
  readonly retryAfter: string | undefined;
  /** What kept it from an answer. */
  readonly fault?: string;
}

export interface Caller {
  /** Posts one until it is accepted: again with the same key, on the next replica. Resolves with its id. */
  send(to: string, body: string): Promise<string>;
  /** The ids that 202 gave, by body. */
  readonly accepted: ReadonlyMap<string, string>;
  readonly attempts: readonly Attempt[];
  /** The longest time for which this process itself did nothing, ms: no fault of who is called. */
  longestStall(): number;
  closed(): boolean;
  close(): Promise<void>;
}

export interface Target {
  readonly urls: readonly string[];
  readonly apiKey: string;
}

const GIVE_UP_MS = 30_000;
const ANSWER_MS = 5_000;
const RETRY_MS = 50;

let callers = 0;

export function openCaller({ urls, apiKey }: Target): Caller {
  // Enough of them that no call waits for another one's answer.
  const agent = new Agent({ connections: 512 });
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();
  const accepted = new Map<string, string>();
  const attempts: Attempt[] = [];
  const run = `${process.pid}-${(callers += 1)}`;
  let turn = 0;
  let closed = false;

  const post = async (url: string, key: string, json: string) => {
    const from = performance.now();
    const headers = {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    try {
      const answer = await request(`${url}/v1/messages`, {
        method: 'POST',
        body: json,
        headers,
        dispatcher: agent,
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await answer.body.text();
      const retryAfter = answer.headers['retry-after']?.toString();
      attempts.push({ status: answer.statusCode, ms: performance.now() - from, retryAfter });
      return { status: answer.statusCode, text, wait: Number(retryAfter ?? 0) * 1_000 };
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      const fault = code ?? message;
      attempts.push({ status: 0, ms: performance.now() - from, retryAfter: undefined, fault });
      return { status: 0, text: '', wait: 0 };
    }
  };

  return {
    accepted,
    attempts,
    async send(to, body) {
      const json = JSON.stringify({ to, body });
      const deadline = performance.now() + GIVE_UP_MS;
      for (;;) {
        const url = urls[(turn += 1) % urls.length] ?? '';
        const { status, text, wait } = await post(url, `${run}-${encodeURIComponent(body)}`, json);
        if (status === 202) {
          const { id } = JSON.parse(text) as { id: string };
          accepted.set(body, id);
          return id;
        }
        if (closed) throw new Error(`“${body}” was not accepted before its caller went`);
        if (status !== 0 && status !== 503) throw new Error(`${status} for “${body}”: ${text}`);
        if (performance.now() > deadline) throw new Error(`“${body}” was never accepted: ${text}`);
        await sleep(wait + RETRY_MS);
      }
    },
    longestStall: () => stalls.max / 1e6,
    closed: () => closed,
    close: () => {
      stalls.disable();
      closed = true;
      return agent.destroy();
    },
  };
}

export interface Stream {
  /** Begins no more; resolves when all that were begun are accepted. */
  stop(): Promise<void>;
}

/** Messages at a fixed rate, whatever the answers do. Bodies are `<label> <number>`. */
export function streamOf(
  caller: Caller,
  { to, rate, label = 'line' }: { to: string; rate: number; label?: string },
): Stream {
  const from = performance.now();
  const failures: unknown[] = [];
  let begun = 0;
  let open = 0;
  const begin = () => {
    open += 1;
    begun += 1;
    caller
      .send(to, `${label} ${begun}`)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => (open -= 1));
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - from) * rate) / 1000;
    while (begun < due && !caller.closed()) begin();
  }, 5);
  return {
    async stop() {
      clearInterval(timer);
      await until(() => open === 0, { timeout: 40_000, message: () => `${open} calls to end` });
      if (failures.length > 0) throw new Error(`${failures.length} failed: ${String(failures[0])}`);
    },
  };
}
