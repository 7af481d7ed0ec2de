/**
 * What the HTTP edge needs of the work. `app.ts` gives the real ones, tests small fakes.
 * Every promise may reject with a BridgeError; instants are milliseconds since 1970.
 */
import type { Caller } from '../core/caller.ts';
import type {
  DeadLetterPageBody,
  DeliveryBody,
  DeliveryPageBody,
  EventEnvelope,
  EventsToReplay,
  IqAnswerBody,
  KeyBody,
  KeyCreatedBody,
  KeyPageBody,
  KeyToCreate,
  StatusReport,
  WebhookAttemptBody,
  WebhookBody,
  WebhookCreatedBody,
  WebhookPageBody,
  WebhookSecretChange,
  WebhookToChange,
  WebhookToCreate,
} from '../contract/schemas.ts';
import type { Asking as Asked } from '../features/iq/asking.ts';
import type { Outgoing, SendOptions } from '../features/messages/outgoing.ts';
import type { OpenStream } from '../features/streams/streams.ts';

/** As the work has them, and answers to requests that came in. */
export interface Asking extends Omit<Asked, 'askRaw'> {
  /** Throws `not-found`, `conflict` when it has been answered. */
  answer(
    caller: Caller,
    eventId: string,
    answer: IqAnswerBody,
    options: SendOptions,
  ): Promise<void>;
}

export interface EventWishes {
  readonly types?: readonly EventEnvelope['type'][];
  readonly identities?: readonly string[];
  readonly remotes?: readonly string[];
}

export interface EventQuery extends EventWishes {
  /** A cursor, `oldest` or `now`. */
  readonly after?: string;
  readonly limit: number;
  readonly waitMs: number;
  readonly xml: boolean;
  /** Aborts when the client goes away or the server closes. */
  readonly signal: AbortSignal;
}

export interface Events {
  list(
    caller: Caller,
    query: EventQuery,
  ): Promise<{ readonly items: readonly EventEnvelope[]; readonly cursor: string }>;
}

export interface StreamQuery extends EventWishes {
  /** A cursor, `oldest` or `now`. */
  readonly after?: string;
  /** The name that it reads as. */
  readonly consumer?: string;
  /** Whether connections of that name share the events. */
  readonly sharing?: 'alone' | 'competing';
}

/** Live streams. */
export interface Streams {
  /** What can be refused is refused here, before anything is sent. */
  open(caller: Caller, query: StreamQuery): Promise<OpenStream>;
  /** Ends all of them; their clients go on elsewhere. */
  close(): void;
}

/** Readers with a name, whose place is kept. */
export interface Consumers {
  /** Where it goes on; one that is new begins at `begin`. */
  placeOf(caller: Caller, name: string, begin: 'oldest' | 'now'): Promise<string>;
  /** Resolves with the place that is kept. */
  acknowledge(caller: Caller, name: string, cursor: string): Promise<string>;
}

/** A ticket stands for a key, once. */
export interface Tickets {
  issue(caller: Caller): Promise<{ readonly ticket: string; readonly expiresAt: number }>;
  /** `undefined`: it was used, is too old, or is none. */
  take(ticket: string): Promise<Caller | undefined>;
}

/** `undefined` and `false`: there is none with this id, or it is not the caller's. */
export interface Webhooks {
  create(
    caller: Caller,
    webhook: WebhookToCreate,
    options: SendOptions,
  ): Promise<WebhookCreatedBody>;
  list(
    caller: Caller,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<WebhookPageBody>;
  get(caller: Caller, id: string): Promise<WebhookBody | undefined>;
  update(caller: Caller, id: string, change: WebhookToChange): Promise<WebhookBody | undefined>;
  remove(caller: Caller, id: string): Promise<boolean>;
  test(caller: Caller, id: string): Promise<WebhookAttemptBody | undefined>;
  pause(caller: Caller, id: string): Promise<WebhookBody | undefined>;
  resume(caller: Caller, id: string): Promise<WebhookBody | undefined>;
  rotateSecret(
    caller: Caller,
    id: string,
    change: WebhookSecretChange,
    options: SendOptions,
  ): Promise<WebhookCreatedBody | undefined>;
  /** False when events from the time asked for are gone; throws `history-lost` for such a cursor. */
  replay(
    caller: Caller,
    id: string,
    from: EventsToReplay,
    options: SendOptions,
  ): Promise<boolean | undefined>;
}

interface Page {
  readonly after?: string;
  readonly limit: number;
}

/** `undefined`: there is no such webhook or delivery, or it is not the caller's. */
export interface Deliveries {
  list(
    caller: Caller,
    webhook: string,
    query: Page & { readonly status?: DeliveryBody['status'] },
  ): Promise<DeliveryPageBody | undefined>;
  get(caller: Caller, webhook: string, id: string): Promise<DeliveryBody | undefined>;
  /** Throws `history-lost` when the event is no longer kept. */
  retry(caller: Caller, webhook: string, id: string): Promise<DeliveryBody | undefined>;
}

/** `undefined` and `false`: there is no such webhook or dead letter, or it is not the caller's. */
export interface DeadLetters {
  list(caller: Caller, webhook: string, page: Page): Promise<DeadLetterPageBody | undefined>;
  /** All of them without `ids`; resolves with how many. */
  replay(
    caller: Caller,
    webhook: string,
    ids: readonly string[] | undefined,
  ): Promise<number | undefined>;
  discard(caller: Caller, webhook: string, id: string): Promise<boolean>;
  discardAll(caller: Caller, webhook: string): Promise<boolean>;
}

/** `undefined` and `false`: there is none with this id, or it may do more than the caller. */
export interface Keys {
  create(caller: Caller, key: KeyToCreate, options: SendOptions): Promise<KeyCreatedBody>;
  list(
    caller: Caller,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<KeyPageBody>;
  get(caller: Caller, id: string): Promise<KeyBody | undefined>;
  /** The value it has now stays good for a while. */
  rotate(
    caller: Caller,
    id: string,
    options: { readonly overlapMs: number; readonly idempotencyKey?: string },
  ): Promise<KeyCreatedBody | undefined>;
  revoke(caller: Caller, id: string): Promise<boolean>;
}

export interface Status {
  report(): Promise<StatusReport>;
}

export interface Ports {
  readonly outgoing: Outgoing;
  readonly asking: Asking;
  readonly events: Events;
  readonly streams: Streams;
  readonly consumers: Consumers;
  readonly tickets: Tickets;
  readonly webhooks: Webhooks;
  readonly keys: Keys;
  readonly deliveries: Deliveries;
  readonly deadLetters: DeadLetters;
  readonly status: Status;
}
