import type { Identity, IdentityToPut } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import { present } from '../../core/present.ts';
import { kindOf, localOf, profileFrom, type IdentityDefaults } from './defaults.ts';
import type { IdentityRecord } from './identity-record.ts';

export function identityBody(record: IdentityRecord, defaults: IdentityDefaults): Identity {
  const { jid, name, avatar, vcard, noReply = false, features = [] } = record;
  const { presence, contacts, invites } = profileFrom(jid, record, defaults);
  return present<Identity>({
    id: localOf(jid),
    jid,
    name,
    kind: kindOf(record),
    avatar,
    vcard,
    presence,
    contacts,
    invites,
    noReply,
    features,
    createdAt: instant(record.createdAt),
    updatedAt: instant(record.updatedAt),
  });
}

/** Everything that can be declared, but the avatar, which is read by itself. */
export type Declared = Omit<
  IdentityRecord,
  'jid' | 'createdAt' | 'updatedAt' | 'avatar' | 'offers'
>;

export function declaredOf(body: Omit<IdentityToPut, 'avatar'>): Declared {
  const { name, kind, vcard, presence, contacts, invites, noReply, features } = body;
  return present<Declared>({
    ...{ name, kind, vcard, presence, contacts, invites, noReply, features },
  });
}
