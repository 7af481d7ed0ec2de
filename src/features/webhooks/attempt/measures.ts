import type { Outcome } from './attempt.ts';
import type { Withholding } from './withholding.ts';

/** What is told of deliveries as it happens, for metrics. */
export interface WebhookMeasures {
  readonly attempted: (outcome: Outcome) => void;
  /** A delivery became a dead letter. */
  readonly deadLettered: () => void;
  /** A reply was not sent. */
  readonly withheld: (reason: Withholding) => void;
}

/** What one replica has of its webhooks' events and has not delivered. */
export interface Undelivered {
  readonly events: number;
  /** When the oldest of them happened, RFC 3339. */
  readonly oldestAt?: string;
  readonly isFailing: boolean;
}
