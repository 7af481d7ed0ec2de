/** The vCards of an identity, in the two forms that clients ask for. Pure. */
import { element, type XmlElement } from '../../core/element.ts';
import { optionalText, textElement } from '../../stanza/element-helpers.ts';
import { nameOf } from './defaults.ts';
import type { IdentityRecord } from './identity-record.ts';

export const NS_VCARD_TEMP = 'vcard-temp';
export const NS_VCARD4 = 'urn:ietf:params:xml:ns:vcard-4.0';

/** XEP-0054. `photo`: the bytes of the avatar in Base64. */
export function vcardTemp(record: IdentityRecord, photo: string | undefined): XmlElement {
  const { vcard = {}, avatar } = record;
  const { fn = nameOf(record), nickname, url, note, org, title, tel, email } = vcard;
  const line = (name: string, value: string | undefined) =>
    optionalText(name, NS_VCARD_TEMP, value);
  const inside = (name: string, inner: string, value: string | undefined) =>
    value === undefined
      ? undefined
      : element(name, NS_VCARD_TEMP, {}, [textElement(inner, NS_VCARD_TEMP, value)]);
  return element('vCard', NS_VCARD_TEMP, {}, [
    line('FN', fn),
    line('NICKNAME', nickname),
    line('URL', url),
    line('DESC', note),
    inside('ORG', 'ORGNAME', org),
    line('TITLE', title),
    inside('TEL', 'NUMBER', tel),
    inside('EMAIL', 'USERID', email),
    line('JABBERID', record.jid),
    photo === undefined || avatar === undefined
      ? undefined
      : element('PHOTO', NS_VCARD_TEMP, {}, [
          textElement('TYPE', NS_VCARD_TEMP, avatar.mediaType),
          textElement('BINVAL', NS_VCARD_TEMP, photo),
        ]),
  ]);
}

/** XEP-0292, RFC 6351. */
export function vcard4(record: IdentityRecord, photo: string | undefined): XmlElement {
  const { vcard = {}, avatar } = record;
  const { fn = nameOf(record), nickname, url, note, org, title, tel, email } = vcard;
  const property = (name: string, type: 'text' | 'uri', value: string | undefined) =>
    value === undefined
      ? undefined
      : element(name, NS_VCARD4, {}, [textElement(type, NS_VCARD4, value)]);
  return element('vcard', NS_VCARD4, {}, [
    property('fn', 'text', fn),
    property('nickname', 'text', nickname),
    property('url', 'uri', url),
    property('note', 'text', note),
    property('org', 'text', org),
    property('title', 'text', title),
    property('tel', 'text', tel),
    property('email', 'text', email),
    property('impp', 'uri', `xmpp:${record.jid}`),
    photo === undefined || avatar === undefined
      ? undefined
      : property('photo', 'uri', `data:${avatar.mediaType};base64,${photo}`),
  ]);
}

const NS_UPDATE = 'vcard-temp:x:update';

/** XEP-0153 §4.1: an empty hash says that there is no avatar. */
export function avatarUpdate({ avatar }: IdentityRecord): XmlElement {
  const photo = textElement('photo', NS_UPDATE, avatar?.sha1 ?? '');
  return element('x', NS_UPDATE, {}, [photo]);
}
