/** The presence that an identity sends to a contact. */
import { fullJid } from '../../../core/addresses/identity.ts';
import { element, type XmlElement } from '../../../core/element.ts';
import { optionalText } from '../../../stanza/element-helpers.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { Profile } from '../defaults.ts';
import type { Pair } from './contact.ts';
import type { Told } from './table.ts';

/** `to`: who asked, where that is a client; otherwise the contact. */
export function announcement(
  what: Told | 'probe',
  { identity, remote }: Pair,
  { profile, to = remote }: { readonly profile: Profile; readonly to?: string },
): XmlElement {
  if (what === 'presence') return availability(profile, to);
  if (what === 'unavailable') return presence(fullJid(identity), to, what);
  return presence(identity, what === 'probe' ? remote : to, what);
}

function availability({ jid, presence: { show, status, priority } }: Profile, to: string) {
  return presence(fullJid(jid), to, undefined, [
    optionalText('show', NS_CLIENT, show),
    optionalText('status', NS_CLIENT, status),
    optionalText('priority', NS_CLIENT, priority?.toString()),
  ]);
}

function presence(
  from: string,
  to: string,
  type: string | undefined,
  children: readonly (XmlElement | undefined)[] = [],
): XmlElement {
  return element('presence', NS_CLIENT, { from, to, type }, children);
}
