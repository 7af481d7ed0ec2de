/** Messages that moderators take out of rooms (XEP-0425), in both of its versions. */
import { childNamed, element, type XmlElement } from '../../core/element.ts';
import { BridgeError } from '../../core/errors.ts';
import { present } from '../../core/present.ts';
import { bare, domainOf, parseJid } from '../../core/jid/jid.ts';
import { childText, optionalText } from '../../stanza/element-helpers.ts';
import type { Actor } from './actor.ts';
import type { AskRoom } from './asking.ts';
import { infoOf, NS_MODERATE } from './info.ts';

const [NS_1, NS_0] = NS_MODERATE;
const NS_RETRACT_0 = 'urn:xmpp:message-retract:0';
const NS_RETRACT_1 = 'urn:xmpp:message-retract:1';
const NS_FASTEN = 'urn:xmpp:fasten:0';
const NS_OCCUPANT_ID = 'urn:xmpp:occupant-id:0';

type Version = (typeof NS_MODERATE)[number];

/** Resolves with the version that the room was asked in. Throws `feature-missing`, and what `AskRoom` throws. */
export async function moderate(
  ask: AskRoom,
  actor: Actor,
  id: string,
  reason: string | undefined,
): Promise<Version> {
  const { features = [] } = await infoOf(ask, actor);
  const version = NS_MODERATE.find((it) => features.includes(it));
  if (version === undefined) throw noModeration(actor.room);
  const payload = version === NS_1 ? order1(id, reason) : order0(id, reason);
  await ask(actor, { type: 'set', payload, needs: 'a moderator in the room' });
  return version;
}

function order1(id: string, reason: string | undefined): XmlElement {
  return element('moderate', NS_1, { id }, [
    element('retract', NS_RETRACT_1),
    optionalText('reason', NS_1, reason),
  ]);
}

function order0(id: string, reason: string | undefined): XmlElement {
  const order = element('moderate', NS_0, {}, [
    element('retract', NS_RETRACT_0),
    optionalText('reason', NS_0, reason),
  ]);
  return element('apply-to', NS_FASTEN, { id }, [order]);
}

function noModeration(room: string): BridgeError {
  const service = domainOf(room);
  return new BridgeError(
    'feature-missing',
    `${room} lets nobody take out the messages of others (XEP-0425). In Prosody, add "muc_moderation" (prosody-modules) to ` +
      `modules_enabled of Component "${service}" "muc", with "muc_mam"; ejabberd has it from 24.06 on in rooms with mod_mam and ` +
      'archiving.',
    { feature: NS_1, service },
  );
}

/** As the data of the event `message.moderated`. */
export interface Moderated {
  readonly room: string;
  readonly ref: { readonly id: string; readonly by: string };
  readonly by?: { readonly nick?: string; readonly occupantId?: string };
  readonly reason?: string;
}

/** Only the room itself is believed: an occupant could write the same into a message. */
export function readModerated(message: XmlElement): Moderated | undefined {
  const { from = '', type } = message.attributes;
  if (message.name !== 'message' || type !== 'groupchat' || bare(from) !== from) return undefined;
  const [newer, older] = [version1(message, from), version0(message, from)];
  if (newer === undefined || older?.ref.id !== newer.ref.id) return newer ?? older;
  // COMPAT: Prosody 13 names the moderator by nickname in the older form only.
  return {
    ...older,
    ...newer,
    ...((newer.by ?? older.by) && { by: { ...older.by, ...newer.by } }),
  };
}

function version1(message: XmlElement, room: string): Moderated | undefined {
  const retract = childNamed(message, 'retract', NS_RETRACT_1);
  const moderated = retract && childNamed(retract, 'moderated', NS_1);
  const id = retract?.attributes['id'];
  if (retract === undefined || moderated === undefined || id === undefined) return undefined;
  // COMPAT: ejabberd 24.12 has the reason in the namespace of the other element.
  const reason =
    childText(retract, 'reason', NS_RETRACT_1) ??
    childText(retract, 'reason', NS_1) ??
    childText(moderated, 'reason', NS_1);
  return told(room, id, moderated, reason);
}

function version0(message: XmlElement, room: string): Moderated | undefined {
  const fastening = childNamed(message, 'apply-to', NS_FASTEN);
  const moderated = fastening && childNamed(fastening, 'moderated', NS_0);
  const id = fastening?.attributes['id'];
  if (moderated === undefined || id === undefined) return undefined;
  return told(room, id, moderated, childText(moderated, 'reason', NS_0));
}

function told(
  room: string,
  id: string,
  moderated: XmlElement,
  reason: string | undefined,
): Moderated {
  const nick = parseJid(moderated.attributes['by'] ?? '')?.resource;
  const occupantId = childNamed(moderated, 'occupant-id', NS_OCCUPANT_ID)?.attributes['id'];
  const by = present<NonNullable<Moderated['by']>>({
    nick: nick === '' ? undefined : nick,
    occupantId,
  });
  const isKnown = Object.keys(by).length > 0;
  return present<Moderated>({ room, ref: { id, by: room }, by: isKnown ? by : undefined, reason });
}
