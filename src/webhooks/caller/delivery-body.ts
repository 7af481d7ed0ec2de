import type { DeadLetterBody, DeliveryAttemptBody, DeliveryBody } from '../../contract/schemas.ts';
import { instant } from '../../instant.ts';
import { headersOf } from '../attempt/attempt.ts';
import type { DeadLetter } from '../delivery/dead-letters.ts';
import type { AttemptReport, Delivery } from '../delivery/delivery.ts';

/** What a caller sees of a delivery; `sent` is the body of its attempts, if it is still known. */
export function deliveryBody(delivery: Delivery, sent: string | undefined): DeliveryBody {
  const { event, type, conversation, state, attempts, firstAt, dueAt, last } = delivery;
  return {
    id: event,
    type,
    conversation,
    // Nothing is stored while it is attempted.
    status: state,
    attempts,
    firstAttemptAt: instant(firstAt),
    ...(dueAt !== undefined && { nextAttemptAt: instant(dueAt) }),
    ...(last !== undefined && { lastAttempt: attemptBody(event, last, sent) }),
  };
}

export function deadLetterBody({ id, delivery, logged }: DeadLetter, xml: boolean): DeadLetterBody {
  const sent = logged.body(xml).toString();
  const diedAt = instant(delivery.last?.at ?? delivery.firstAt);
  return { id, diedAt, delivery: deliveryBody(delivery, sent) };
}

function attemptBody(
  event: string,
  report: AttemptReport,
  sent: string | undefined,
): DeliveryAttemptBody {
  const { at, durationMs, signature, status, answer, error, replyError, replyWithheld } = report;
  return {
    at: instant(at),
    durationMs,
    request: {
      headers: signature === undefined ? {} : headersOf(event, at, signature),
      ...(sent !== undefined && { body: sent }),
    },
    ...(status !== undefined && {
      answer: { status, ...(answer !== undefined && { body: answer }) },
    }),
    ...(error !== undefined && { error }),
    ...(replyError !== undefined && { replyError }),
    ...(replyWithheld !== undefined && { replyWithheld }),
  };
}
