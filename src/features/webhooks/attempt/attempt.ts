import { parseRetryAfter } from '../delivery/backoff.ts';
import type { AttemptReport } from '../delivery/delivery.ts';
import { post, type Answer } from '../../../egress/exchange.ts';
import { reasonOf } from '../../../egress/reason.ts';
import { sign } from '../target/signature.ts';
import type { AttemptTarget } from '../target/target.ts';
import type { Written } from './format.ts';

/** Of an answer that is kept to be shown. */
const SHOWN_ANSWER = 1_024;

/** How one POST of an event ended. */
export interface Outcome {
  readonly result: 'success' | 'failure' | 'gone';
  readonly report: AttemptReport;
  /** On success: for a reply in it. */
  readonly answer?: Answer;
  readonly retryAfterMs?: number;
}

/** Milliseconds since 1970. */
export type Clock = () => number;

export interface Attempted {
  readonly id: string;
  readonly written: Written;
  readonly trace?: string | undefined;
  /** Whether a status that is no success takes the event. */
  readonly isTaken?: ((status: number) => boolean) | undefined;
}

/** Signs and posts an event once. Never rejects: what goes wrong is the outcome. */
export async function attempt(
  target: AttemptTarget,
  { id, written, trace, isTaken }: Attempted,
  now: Clock,
): Promise<Outcome> {
  const at = now();
  const { body, path } = written;
  const signature = sign(target.signers(at), { id, timestamp: secondsOf(at), body });
  const plain = { ...target.headers, ...headersOf(id, written, { at, signature }) };
  const headers = trace === undefined ? plain : { ...plain, traceparent: trace };
  try {
    const request = { path: path?.(target.path) ?? target.path, headers, body };
    const answer = await post(target.dispatcher, request, target.limits);
    return judge(answer, { at, signature, conceal: target.conceal, isTaken }, now());
  } catch (error) {
    const report = { at, durationMs: now() - at, signature, error: reasonOf(error) };
    return { result: 'failure', report };
  }
}

/** What an attempt at a time was sent with. */
export function headersOf(
  event: string,
  { contentType, headers }: Pick<Written, 'contentType' | 'headers'>,
  { at, signature }: { readonly at: number; readonly signature: string },
): Record<string, string> {
  return {
    ...headers,
    'content-type': contentType,
    'user-agent': 'stanza-bridge',
    'webhook-id': event,
    'webhook-timestamp': String(secondsOf(at)),
    'webhook-signature': signature,
  };
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1_000);
}

function judge(
  answer: Answer,
  sent: Pick<AttemptTarget, 'conceal'> &
    Pick<Attempted, 'isTaken'> & { readonly at: number; readonly signature: string },
  now: number,
): Outcome {
  const { status, body } = answer;
  const { at, signature, conceal, isTaken } = sent;
  const plain = { at, signature, durationMs: now - at, status };
  const shown = body === '' ? plain : { ...plain, answer: conceal(body).slice(0, SHOWN_ANSWER) };
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess || isTaken?.(status) === true) return { result: 'success', report: shown, answer };
  const report = { ...shown, error: refusal(status) };
  if (status === 410) return { result: 'gone', report };
  const retryAfterMs = parseRetryAfter(answer.retryAfter, now);
  return { result: 'failure', report, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function refusal(status: number): string {
  if (status >= 300 && status < 400) return `answered ${status}; redirects are not followed`;
  return `answered ${status}`;
}
