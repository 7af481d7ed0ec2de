/** How a call is made: in time, and again where that does no harm. */
import { IDEMPOTENCY_KEY } from './idempotency.ts';
import { pause } from './pause.ts';
import { retryAfterMs } from './problem.ts';

export interface CallOptions {
  /** Time limit of each attempt in ms, on top of what the call asks the bridge to wait; 30,000 by default. */
  readonly timeoutMs?: number;
  /** How often a call is tried again, 3 by default. */
  readonly retries?: number;
  /** In place of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

const TIMEOUT_MS = 30_000;
const RETRIES = 3;
const FIRST_PAUSE_MS = 250;
/** Who is asked to wait for longer had better be told. */
const LONGEST_PAUSE_MS = 30_000;

/** Nothing was done, or it is not known: asking again under the same Idempotency-Key is safe. */
const RETRYABLE = new Set([429, 502, 503]);

export function createFetch(options: CallOptions): (request: Request) => Promise<Response> {
  const { timeoutMs = TIMEOUT_MS, retries = RETRIES } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));

  const attempt = (request: Request) => {
    const timeout = AbortSignal.timeout(timeoutMs + waitOf(request));
    const signal = AbortSignal.any([request.signal, timeout]);
    return send(new Request(request.clone(), { signal }));
  };

  return async (request) => {
    const left = isRepeatable(request) ? retries : 0;
    for (let tried = 0; ; tried += 1) {
      const answer = await attempt(request).catch((error: unknown) => {
        if (tried >= left || request.signal.aborted) throw error;
        return undefined;
      });
      const isFinal = answer !== undefined && (!RETRYABLE.has(answer.status) || tried >= left);
      if (isFinal) return answer;
      const wait = (answer && retryAfterMs(answer)) ?? backoff(tried);
      if (answer !== undefined && wait > LONGEST_PAUSE_MS) return answer;
      await answer?.body?.cancel();
      await pause(wait, request.signal);
      request.signal.throwIfAborted();
    }
  };
}

function isRepeatable({ method, headers }: Request): boolean {
  return method !== 'POST' || headers.has(IDEMPOTENCY_KEY);
}

/** What the call itself asks the bridge to wait, ms: a long poll, an IQ. */
function waitOf({ url, headers }: Request): number {
  const preferred = /(?:^|[,;\s])wait=(\d+)/.exec(headers.get('prefer') ?? '')?.[1];
  const polled = new URL(url).searchParams.get('wait');
  return 1_000 * (Number(preferred ?? 0) + (Number(polled ?? 0) || 0));
}

function backoff(tried: number): number {
  return FIRST_PAUSE_MS * 2 ** tried * (0.75 + Math.random() / 2);
}
