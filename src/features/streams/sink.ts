import type { LoggedEvent } from '../events/logged-event.ts';

/**
 * How an event is written for one kind of listener. Listeners that have the same function share what it made of an
 * event.
 */
export type Form = (logged: LoggedEvent) => Buffer;

/** Why a stream ended from our side. */
export type EndReason =
  /** The other side does not read as fast as events come. */
  | 'slow'
  /** Events after its cursor are gone. */
  | 'history-lost'
  /** This replica stops. */
  | 'draining'
  /** Its key may not read any more. */
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
  /** Shows that the connection lives; the cursor is after everything that was looked at for this listener. */
  beat(cursor: string): void;
  /** Bytes that were taken and not yet handed to the network. */
  unsent(): number;
  /** Resolves when there are fewer unsent bytes than this. */
  below(bytes: number): Promise<void>;
  end(ending: Ending): void;
}
