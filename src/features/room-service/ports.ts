import type { RoomOccupantBody } from '../../contract/schemas.ts';

/** An identity of the bridge that is in a room, or is to be. */
export interface Member {
  /** Bare JID. */
  readonly identity: string;
  readonly nick?: string;
  readonly state?: string;
}

/** Whom an identity sees in a room. */
export interface SeenOccupants {
  readonly items: readonly RoomOccupantBody[];
  /** Whether everybody is among them. */
  readonly complete: boolean;
}

/** What others know of rooms and do in them, bound in `app/`. Without them, rooms are asked. All JIDs are bare and prepared. */
export interface RoomPorts {
  readonly members?: (room: string) => Promise<readonly Member[]>;
  /** Undefined where the identity is not in the room. */
  readonly occupants?: (room: string, identity: string) => Promise<SeenOccupants | undefined>;
  readonly subject?: (room: string) => Promise<string | undefined>;
  /** Keeps an identity in a room that it has just entered. */
  readonly keep?: (membership: {
    readonly room: string;
    readonly identity: string;
    readonly nick: string;
    readonly password?: string;
    readonly keyId: string;
  }) => Promise<void>;
}
