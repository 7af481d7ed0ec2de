/** How the bridge answered over HTTP. */
import type { Disturbance, Verdict } from '../books.ts';
import { findings, timeOf } from './finding.ts';

export interface Call {
  readonly what: string;
  /** Number of the replica that was called. */
  readonly replica: number;
  /** 0: no answer. */
  readonly status: number;
  readonly hasRetryAfter: boolean;
  readonly at: number;
  readonly ms: number;
  readonly text: string;
}

/** What may be answered besides: an IQ has no answer where the other side is not there; a user's IQ may have ended. */
const ALLOWED: Readonly<Record<string, readonly number[]>> = {
  iq: [502, 504],
  'iq-result': [404, 409],
  ledger: [404],
};

const SLACK_MS = 2_000;

export function judgeCalls(calls: readonly Call[], disturbances: readonly Disturbance[]): Verdict {
  const found = findings();
  for (const call of calls) {
    const { status, what } = call;
    const name = `${what} to replica ${call.replica}, ${timeOf(call.at)}, ${Math.round(call.ms)} ms: ${status} ${call.text.slice(0, 200)}`;
    found.count(status === 0 ? 'calls without an answer' : `answers ${status}`);
    if (status === 0 && !isDisturbed(call, disturbances)) {
      found.wrong('no answer from a replica that was well', name);
    } else if (status === 503) {
      if (!call.hasRetryAfter) found.wrong('503 without Retry-After', name);
    } else if (status >= 400 && ALLOWED[what]?.includes(status) !== true) {
      found.wrong(`an answer ${status}`, name);
    }
  }
  return found.verdict();
}

/** Whether the replica was out of order during the call, or starting. */
function isDisturbed({ replica, at, ms }: Call, disturbances: readonly Disturbance[]): boolean {
  return disturbances.some(
    ({ what, who, from, to }) =>
      who === `replica-${replica}` &&
      what !== 'cut' &&
      from <= at + ms + SLACK_MS &&
      to >= at - SLACK_MS,
  );
}
