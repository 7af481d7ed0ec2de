import { parseRetryAfter } from '../delivery/backoff.ts';
import type { AttemptReport } from '../delivery/delivery.ts';
import { post, type Answer } from '../../egress/exchange.ts';
import { reasonOf } from '../../egress/reason.ts';
import { sign } from '../target/signature.ts';
import type { AttemptTarget } from '../target/target.ts';

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

/** Signs and posts an event once. Never rejects: what goes wrong is the outcome. */
export async function attempt(
  target: AttemptTarget,
  event: { readonly id: string; readonly body: Buffer; readonly trace?: string | undefined },
  now: Clock,
): Promise<Outcome> {
  const at = now();
  const timestamp = secondsOf(at);
  const content = { id: event.id, timestamp, body: event.body };
  const signature = sign(target.signers(at), content);
  const plain = { ...target.headers, ...headersOf(event.id, at, signature) };
  const headers = event.trace === undefined ? plain : { ...plain, traceparent: event.trace };
  try {
    const request = { path: target.path, headers, body: event.body };
    const answer = await post(target.dispatcher, request, target.limits);
    return judge(answer, { at, signature, conceal: target.conceal }, now());
  } catch (error) {
    const report = { at, durationMs: now() - at, signature, error: reasonOf(error) };
    return { result: 'failure', report };
  }
}

/** What an attempt at a time was sent with. */
export function headersOf(event: string, at: number, signature: string): Record<string, string> {
  return {
    'content-type': 'application/json',
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
  sent: Pick<AttemptTarget, 'conceal'> & { readonly at: number; readonly signature: string },
  now: number,
): Outcome {
  const { status, body } = answer;
  const { at, signature, conceal } = sent;
  const plain = { at, signature, durationMs: now - at, status };
  const shown = body === '' ? plain : { ...plain, answer: conceal(body).slice(0, SHOWN_ANSWER) };
  if (status >= 200 && status < 300) return { result: 'success', report: shown, answer };
  const report = { ...shown, error: refusal(status) };
  if (status === 410) return { result: 'gone', report };
  const retryAfterMs = parseRetryAfter(answer.retryAfter, now);
  return { result: 'failure', report, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function refusal(status: number): string {
  if (status >= 300 && status < 400) return `answered ${status}; redirects are not followed`;
  return `answered ${status}`;
}
