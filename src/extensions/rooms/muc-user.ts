import type { MucDecline, MucDestroy, MucInvite, MucUser } from '../../contract/schemas.ts';
import { childNamed, element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { keepingRaw } from '../extension.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { childText, eachNamed, optionalText, wholeNumber } from '../../stanza/element-helpers.ts';
import { mucItemToJson, mucItemToXml } from './muc-item.ts';

const NS = 'http://jabber.org/protocol/muc#user';

/** Multi-user chat: what a room says about occupants, invitations and itself. */
export const mucUser: Extension<MucUser> = {
  key: 'mucUser',
  spec: 'XEP-0045',
  kinds: ['message', 'presence'],
  elements: [{ name: 'x', namespace: NS }],
  ...keepingRaw<MucUser>({ toJson: mucUserToJson, toXml: mucUserToXml }),
};

function mucUserToJson(x: XmlElement): MucUser {
  const decline = childNamed(x, 'decline', NS);
  const destroy = childNamed(x, 'destroy', NS);
  return present<MucUser>({
    items: eachNamed(x, 'item', NS, mucItemToJson),
    statuses: eachNamed(x, 'status', NS, ({ attributes: { code } }) => statusCode(code)),
    invites: eachNamed(x, 'invite', NS, inviteToJson),
    decline: decline && declineToJson(decline),
    destroy: destroy && destroyToJson(destroy),
    password: childText(x, 'password', NS),
  });
}

function mucUserToXml(value: MucUser): XmlElement {
  const { items = [], statuses = [], invites = [], decline, destroy, password } = value;
  return element('x', NS, {}, [
    ...items.map(mucItemToXml),
    ...statuses.map((code) => element('status', NS, { code: String(code) })),
    ...invites.map(inviteToXml),
    decline && declineToXml(decline),
    destroy && element('destroy', NS, { jid: destroy.jid }, [reasonOf(destroy)]),
    optionalText('password', NS, password),
  ]);
}

function statusCode(code: string | undefined): number | undefined {
  const read = wholeNumber(code);
  return read !== undefined && read <= 999 ? read : undefined;
}

function inviteToJson(invite: XmlElement): MucInvite {
  const next = childNamed(invite, 'continue', NS);
  return present<MucInvite>({
    ...declineToJson(invite),
    continue: next && present<{ thread?: string }>({ thread: next.attributes['thread'] }),
  });
}

function inviteToXml(invite: MucInvite): XmlElement {
  const { from, to, continue: next } = invite;
  return element('invite', NS, { from, to }, [
    reasonOf(invite),
    next && element('continue', NS, { thread: next.thread }),
  ]);
}

function declineToJson(decline: XmlElement): MucDecline {
  const { from, to } = decline.attributes;
  return present<MucDecline>({ from, to, reason: childText(decline, 'reason', NS) });
}

function declineToXml(decline: MucDecline): XmlElement {
  return element('decline', NS, { from: decline.from, to: decline.to }, [reasonOf(decline)]);
}

function destroyToJson(destroy: XmlElement): MucDestroy {
  return present<MucDestroy>({
    jid: destroy.attributes['jid'],
    reason: childText(destroy, 'reason', NS),
  });
}

function reasonOf({ reason }: { readonly reason?: string }): XmlElement | undefined {
  return optionalText('reason', NS, reason);
}
