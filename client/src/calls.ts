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

  const attempt = (request: Request) =>
    inTime(request.signal, timeoutMs + waitOf(request), async (signal) =>
      whole(await send(new Request(request.clone(), { signal }))),
    );

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

/** With its body, so that the time limit is one for the whole answer. */
async function whole(answer: Response): Promise<Response> {
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, answer);
}

/**
 * Rejects when `signal` aborts or the time is over, whatever becomes of `work`.
 *
 * COMPAT: Node collects what nobody but a signal refers to: `AbortSignal.any` and `AbortSignal.timeout` may then never tell,
 * and `fetch` may not hear the signal of its request.
 */
async function inTime<T>(
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const over = new AbortController();
  const timer = setTimeout(() => {
    over.abort(new DOMException('The bridge did not answer in time.', 'TimeoutError'));
  }, ms);
  const left = () => {
    over.abort(signal.reason);
  };
  signal.addEventListener('abort', left);
  const ended = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => {
      reject(over.signal.reason as Error);
    });
  });
  try {
    return await Promise.race([work(over.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', left);
  }
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
