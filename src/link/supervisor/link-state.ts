/** The life of a link, without the socket. */
export type LinkState = 'offline' | 'connecting' | 'online' | 'draining';

export type LinkEvent =
  /** An attempt begins. */
  | 'attempt'
  /** The server accepted the handshake. */
  | 'accepted'
  /** We send nothing more, and read on. */
  | 'drain'
  /** The stream or the socket is gone, whichever side ended it. */
  | 'ended';

/** What does not apply in a state leaves it as it is: late news of a socket that is gone harms nothing. */
const NEXT: Readonly<Record<LinkState, Readonly<Record<LinkEvent, LinkState>>>> = {
  offline: { attempt: 'connecting', accepted: 'offline', drain: 'offline', ended: 'offline' },
  connecting: { attempt: 'connecting', accepted: 'online', drain: 'offline', ended: 'offline' },
  online: { attempt: 'online', accepted: 'online', drain: 'draining', ended: 'offline' },
  draining: { attempt: 'draining', accepted: 'draining', drain: 'draining', ended: 'offline' },
};

export function nextLinkState(state: LinkState, event: LinkEvent): LinkState {
  return NEXT[state][event];
}
