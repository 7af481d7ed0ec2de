/** Invitations to rooms, out and in: from a person (XEP-0249), or through the room (XEP-0045 §7.8.2). Pure. */
import type { MessageToSend, RoomInvitation } from '../../contract/schemas.ts';
import { childNamed, type XmlElement } from '../../core/element.ts';
import { bare, parseJid, prepareJid } from '../../core/jid/jid.ts';
import { present } from '../../core/present.ts';
import { childText } from '../../stanza/element-helpers.ts';
import { NS_USER } from './asking.ts';

export const NS_DIRECT = 'jabber:x:conference';

/** `to` is prepared. Both are of type `normal`: a room takes no others, and they are no part of a chat. */
export function invitation(
  from: string,
  room: string,
  { to, kind = 'direct', reason, password, thread }: RoomInvitation,
): MessageToSend {
  if (kind === 'direct') {
    const attributes: Record<string, string> = {
      jid: room,
      ...(reason !== undefined && { reason }),
      ...(password !== undefined && { password }),
      ...(thread !== undefined && { continue: 'true', thread }),
    };
    const extensions = [{ name: 'x', namespace: NS_DIRECT, attributes }];
    return { from, to, type: 'normal', extensions };
  }
  const invite = {
    to,
    ...(reason !== undefined && { reason }),
    ...(thread !== undefined && { continue: { thread } }),
  };
  const mucUser = { invites: [invite], ...(password !== undefined && { password }) };
  return { from, to: room, type: 'normal', mucUser };
}

/** As the data of the event `room.invited`. */
export interface Invited {
  readonly room: string;
  readonly kind: 'direct' | 'mediated';
  readonly from?: string;
  readonly reason?: string;
  readonly password?: string;
  readonly thread?: string;
}

/** What goes as `groupchat` was said in a room, and invites nobody. */
export function readInvitation(message: XmlElement): Invited | undefined {
  const { type } = message.attributes;
  if (message.name !== 'message' || type === 'error' || type === 'groupchat') return undefined;
  return mediated(message) ?? direct(message);
}

function mediated(message: XmlElement): Invited | undefined {
  const { from: room = '' } = message.attributes;
  const x = childNamed(message, 'x', NS_USER);
  const invite = x && childNamed(x, 'invite', NS_USER);
  if (x === undefined || invite === undefined || !isRoom(room)) return undefined;
  const { from } = invite.attributes;
  // COMPAT: Prosody adds the form of XEP-0249 to the same message, which may know more.
  const also = childNamed(message, 'x', NS_DIRECT)?.attributes ?? {};
  return present<Invited>({
    room,
    kind: 'mediated',
    from: from === undefined ? undefined : prepareJid(from),
    reason: childText(invite, 'reason', NS_USER) ?? also['reason'],
    password: childText(x, 'password', NS_USER) ?? also['password'],
    thread: childNamed(invite, 'continue', NS_USER)?.attributes['thread'] ?? also['thread'],
  });
}

function direct(message: XmlElement): Invited | undefined {
  const { from } = message.attributes;
  const x = childNamed(message, 'x', NS_DIRECT);
  const room = prepareJid(x?.attributes['jid'] ?? '');
  if (x === undefined || room === undefined || !isRoom(room)) return undefined;
  const { reason, password, thread } = x.attributes;
  return present<Invited>({ room, kind: 'direct', from, reason, password, thread });
}

function isRoom(jid: string): boolean {
  return bare(jid) === jid && parseJid(jid)?.local !== '';
}
