/** What sending has to know of rooms. Bound by `app/`: the feature that keeps identities in rooms is another one. */
import type { Caller } from '../../../core/caller.ts';

/** Two bare JIDs. */
export interface RoomPlace {
  readonly identity: string;
  readonly room: string;
}

export type Door =
  /** The identity is in the room. `stay` counts its visits. `isBehind`: it has not caught up yet with what it missed. */
  | { readonly is: 'open'; readonly stay: number; readonly isBehind?: boolean }
  /** It is not in the room, and will be. */
  | { readonly is: 'shut' }
  /** It is not in the room, and nothing is done about that; `why` is for a person. */
  | { readonly is: 'over'; readonly why: string };

export interface RoomPort {
  /** The resource of all identities in rooms. */
  readonly resource: string;
  readonly isDeclared: (place: RoomPlace) => Promise<boolean>;
  /** Declares it with defaults, unless it is declared. Throws `forbidden`, `conflict`, `recipient-forbidden`. */
  readonly declare: (caller: Caller, place: RoomPlace) => Promise<void>;
  /** One for each place. Throws `store-unavailable`. */
  readonly doors: (places: readonly RoomPlace[]) => Promise<readonly Door[]>;
}
