import type {
  DeadLetterBody,
  DeliveryAttemptBody,
  DeliveryBody,
} from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { headersOf } from '../attempt/attempt.ts';
import type { Written } from '../attempt/format.ts';
import type { DeadLetter } from '../delivery/dead-letters.ts';
import type { AttemptReport, Delivery } from '../delivery/delivery.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';

/** Once the event is no longer stored. */
const UNKNOWN: Written = { contentType: 'application/json', body: Buffer.alloc(0) };

/** What a caller sees of a delivery; `sent` is what its attempts posted, if it is still known. */
export function deliveryBody(delivery: Delivery, sent: Written | undefined): DeliveryBody {
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

export function deadLetterBody(
  { id, delivery, logged }: DeadLetter,
  write: (logged: LoggedEvent) => Written,
): DeadLetterBody {
  const sent = write(logged);
  const diedAt = instant(delivery.last?.at ?? delivery.firstAt);
  return { id, diedAt, delivery: deliveryBody(delivery, sent) };
}

function attemptBody(
  event: string,
  report: AttemptReport,
  sent: Written = UNKNOWN,
): DeliveryAttemptBody {
  const { at, durationMs, signature, status, answer, error, replyError, replyWithheld } = report;
  return {
    at: instant(at),
    durationMs,
    request: {
      headers: signature === undefined ? {} : headersOf(event, sent, { at, signature }),
      ...(sent !== UNKNOWN && { body: sent.body.toString() }),
    },
    ...(status !== undefined && {
      answer: { status, ...(answer !== undefined && { body: answer }) },
    }),
    ...(error !== undefined && { error }),
    ...(replyError !== undefined && { replyError }),
    ...(replyWithheld !== undefined && { replyWithheld }),
  };
}
