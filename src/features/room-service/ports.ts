/** An identity of the bridge that is in a room, or is to be. */
export interface Member {
  /** Bare JID. */
  readonly identity: string;
  readonly nick?: string;
  readonly state?: string;
}

/** Two bare JIDs. */
export interface Place {
  readonly room: string;
  readonly identity: string;
}

/** What others know of rooms and do in them, bound in `app/`. Without them, rooms are asked. All JIDs are prepared. */
export interface RoomPorts {
  readonly members?: (room: string) => Promise<readonly Member[]>;
  /** Resolves when no identity is on its way into the room any more, or after some seconds. */
  readonly settled?: (room: string) => Promise<void>;
  /** Whom an identity sees by a nickname; undefined where it is not in the room itself. */
  readonly occupant?: (
    place: Place,
    nick: string,
  ) => Promise<{ readonly seen: { readonly occupantId?: string } | undefined } | undefined>;
  /** Keeps an identity in a room that it has just made, or was invited to. Throws `conflict` at the limit of memberships. */
  readonly keep?: (
    place: Place,
    wish: { readonly nick?: string; readonly password?: string },
    options?: { readonly isIn?: boolean },
  ) => Promise<void>;
  /** The policy of an identity for an invitation of `sender`, a bare JID; without it, an event. */
  readonly invites?: (identity: string, sender: string) => 'event' | 'join' | 'ignore';
}
