/** Calls replicas in turn, notes how each answered, and asks again with the same key where the outcome is not known. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Call } from '../judge/calls.ts';
import type { Stage } from '../stage.ts';

export interface Answer {
  readonly status: number;
  readonly json: unknown;
}

export interface CallOptions {
  readonly what: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ChaosCaller {
  readonly calls: readonly Call[];
  /** One call to the next replica; status 0 where there was no answer. */
  once(options: CallOptions): Promise<Answer>;
  /** Again and again, until the answer is neither 0 nor 503. */
  until(options: CallOptions): Promise<Answer>;
  close(): Promise<void>;
}

const ANSWER_MS = 20_000;
const RETRY_MS = 100;
const MOST_WAIT_MS = 2_000;

export function openChaosCaller({
  replicas,
  apiKey,
}: Pick<Stage, 'replicas' | 'apiKey'>): ChaosCaller {
  const agent = new Agent({ connections: 128, pipelining: 1 });
  const calls: Call[] = [];
  let turn = 0;

  const call = async (options: CallOptions): Promise<Answer & { readonly wait: number }> => {
    const { what, method = 'POST', path, body, headers = {} } = options;
    const replica = (turn += 1) % replicas.length;
    const [at, from] = [Date.now(), performance.now()];
    const noteCall = (status: number, text: string, hasRetryAfter = false) => {
      const ms = performance.now() - from;
      calls.push({ what, replica, status, hasRetryAfter, at, ms, text: text.slice(0, 300) });
    };
    try {
      const response = await request(`${replicas[replica]!.bridge.baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        dispatcher: agent,
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await response.body.text();
      const retryAfter = response.headers['retry-after']?.toString();
      noteCall(
        response.statusCode,
        response.statusCode < 400 ? '' : text,
        retryAfter !== undefined,
      );
      const wait = Math.min(MOST_WAIT_MS, Number(retryAfter ?? 0) * 1_000);
      return { status: response.statusCode, json: jsonOf(text), wait };
    } catch (error) {
      noteCall(0, String(error));
      return { status: 0, json: undefined, wait: 0 };
    }
  };
  return {
    calls,
    once: call,
    async until(options) {
      for (;;) {
        const answer = await call(options);
        if (answer.status !== 0 && answer.status !== 503) return answer;
        await sleep(answer.wait + RETRY_MS);
      }
    },
    close: () => agent.destroy(),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
