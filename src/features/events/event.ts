/**
 * One thing that came in, in the one form that the log, webhooks, polls and streams share.
 * The log holds an event as JSON text; its cursor is where it stands there, so it is added on the way out.
 */
import type { EventEnvelope } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';

export type EventType = EventEnvelope['type'];

export interface Event {
  /** ULID; also the `webhook-id` of every attempt to deliver it. */
  readonly id: string;
  readonly type: EventType;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** The bare JID of ours that it concerns; the bridge's domain for what concerns the bridge itself. */
  readonly identity: string;
  /** `identity` and the remote bare JID, with a space between: what is delivered in order. */
  readonly conversation: string;
  /** The JSON form of the stanza, or the facts of the type. */
  readonly data: object;
  /** W3C `traceparent` of what led to it, where traces are on. */
  readonly trace?: string;
}

/** What tells an event apart from others of its kind; the caller has the clock and the randomness. */
export interface EventStamp {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly trace?: string | undefined;
}

/** An event of the bridge with one remote address, both bare and prepared. */
export function conversationEvent(
  stamp: EventStamp,
  type: EventType,
  between: { readonly identity: string; readonly remote: string },
  data: object,
): Event {
  const { identity, remote } = between;
  return build(stamp, { type, identity, conversation: `${identity} ${remote}`, data });
}

/** An event of the bridge itself: its identity is the bridge's domain. */
export function bridgeEvent(
  stamp: EventStamp,
  type: EventType,
  domain: string,
  data: object,
): Event {
  return build(stamp, { type, identity: domain, conversation: domain, data });
}

/** Its reader is chosen by its data: it concerns the key that created what it is about, whatever the key's identities are. */
export function concernsOwner({ type }: Pick<Event, 'type'>): boolean {
  return type === 'webhook.disabled' || type === 'hook.failed';
}

/** The remote side of a conversation; empty for an event of the bridge itself. */
export function remoteOf(event: Pick<Event, 'conversation'>): string {
  const space = event.conversation.indexOf(' ');
  return space === -1 ? '' : event.conversation.slice(space + 1);
}

function build(stamp: EventStamp, rest: Omit<Event, 'id' | 'at'>): Event {
  const { type, identity, conversation, data } = rest;
  const at = instant(stamp.now);
  const event = { id: stamp.id, type, at, identity, conversation, data };
  return stamp.trace === undefined ? event : { ...event, trace: stamp.trace };
}
