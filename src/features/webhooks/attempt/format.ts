/** The forms in which webhooks get events, and in which they may answer. */
import type { Answer } from '../../../egress/exchange.ts';
import type { Event } from '../../events/event.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { SubscriptionFormat } from '../subscription/subscription.ts';
import type { Reply } from './reply.ts';

export interface WebhookFormat {
  /** `xml`: whether the webhook asked for XML. The same event makes the same bytes. */
  readonly write: (logged: LoggedEvent, xml: boolean) => Written;
  /** What a taken event is answered with. Pure: what comes out is yet to pass the checks of any caller's input. */
  readonly readReply: (event: Event, answer: Answer) => Reply;
  /** Whether a status that is no success takes the event all the same, so that it is not sent again. */
  readonly isTaken?: (event: Event, status: number) => boolean;
}

/** An event as it is posted. */
export interface Written {
  readonly contentType: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** What becomes of the path of the URL. */
  readonly path?: (path: string) => string;
}

export type Formats = Readonly<Record<SubscriptionFormat, WebhookFormat>>;
