/** A stream of events on its way to one client, whatever carries it: Server-Sent Events or a WebSocket. */

/** An event that can be written in the form that a client understands. */
export interface LiveEvent {
  readonly cursor: string;
  readonly event: { readonly type: string };
  /** The envelope as JSON text in UTF-8; with `xml`, the stanza's XML is in its `data.xml`. */
  body(xml: boolean): Buffer;
}

/**
 * Writes an event as one frame of a carrier. Listeners with the same function share the frame of an event, so each
 * carrier keeps one function per form.
 */
export type Form = (event: LiveEvent) => Buffer;

/** Why the bridge ended a stream. */
export type EndReason =
  /** The client reads more slowly than events arrive. */
  | 'slow'
  /** Events after its cursor are gone. */
  | 'history-lost'
  /** This replica is stopping. */
  | 'draining'
  /** Its key may no longer read. */
  | 'revoked'
  /** Another connection took over the name of its consumer. */
  | 'replaced'
  /** The other connections of its consumer ask for other events. */
  | 'other-filter';

export interface Ending {
  readonly reason: EndReason;
  /** Where to go on, on any replica. */
  readonly cursor: string;
}

/** Where the events of one listener go: an HTTP response, a WebSocket. Never throws. */
export interface Sink {
  /** Takes frames, in order. */
  write(frames: readonly Buffer[]): void;
  /** Shows that the connection is alive; the cursor is after every event that was considered for this listener. */
  heartbeat(cursor: string): void;
  /** Bytes that were taken and not yet handed to the network. */
  unsent(): number;
  /** Resolves when there are fewer unsent bytes than this. */
  below(bytes: number): Promise<void>;
  end(ending: Ending): void;
}

/** A stream that may begin: whatever could be refused has been checked. */
export interface OpenStream {
  begin(form: Form, sink: Sink): Stream;
}

export interface Stream {
  /** After every event that was considered for this listener. */
  cursor(): string;
  /** The client is gone. */
  leave(): void;
  /** Set where each event is acknowledged by its cursor; resolves with the cursor that is kept. */
  readonly acknowledge?: (cursor: string) => Promise<string>;
}

/** What a handler answers with where events follow for as long as the connection lasts. */
export interface LiveAnswer {
  readonly open: OpenStream;
  /** Whether events carry their stanza as XML too. */
  readonly xml: boolean;
  /** The consumer that the client reads as. */
  readonly consumer?: string;
}
