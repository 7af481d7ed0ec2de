/** What is known of a message from a room beside the message itself. Bound by `app/`. */
import type { XmlElement } from '../../../core/element.ts';
import type { Change } from '../../../store/store.ts';
import type { EventType } from '../../events/event.ts';

export interface RoomHeard {
  /**
   * What becomes of it: the event `message.received`, with `mark` as its `room`; another event; or none, because nobody
   * wants to hear it.
   */
  readonly event:
    | { readonly type: 'message.received'; readonly mark: object }
    | { readonly type: Exclude<EventType, 'message.received'>; readonly data: object }
    | undefined;
  /** What else is stored with it. */
  readonly changes: readonly Change[];
}

/** Undefined where the identity is not kept in the room. Reads from the store; throws `store-unavailable`. */
export type HearRoom = (message: XmlElement) => Promise<RoomHeard | undefined>;
