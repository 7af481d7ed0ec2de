/** What holds for an identity where nothing was declared, and for one that nobody declared at all. Pure. */
import type { DiscoIdentity, Identity, IdentityKind } from '../../contract/schemas.ts';
import type { IdentityRecord } from './identity-record.ts';

export type ContactPolicy = Identity['contacts'];

/** From the settings. */
export interface IdentityDefaults {
  readonly domain: string;
  readonly contacts: ContactPolicy;
}

/** An identity as everything else asks about it. */
export interface Profile {
  readonly jid: string;
  /** Undefined where nobody declared it. */
  readonly declared: IdentityRecord | undefined;
  readonly contacts: ContactPolicy;
  readonly presence: Identity['presence'];
  readonly invites: Identity['invites'];
}

export function profileFrom(
  jid: string,
  declared: IdentityRecord | undefined,
  { contacts }: IdentityDefaults,
): Profile {
  return {
    jid,
    declared,
    contacts: { ...contacts, ...declared?.contacts },
    presence: declared?.presence ?? {},
    invites: declared?.invites ?? 'event',
  };
}

export function kindOf({ jid, kind }: IdentityRecord): IdentityKind {
  return kind ?? (jid.includes('@') ? 'bot' : 'service');
}

const KINDS: Readonly<Record<IdentityKind, Pick<DiscoIdentity, 'category' | 'type'>>> = {
  bot: { category: 'client', type: 'bot' },
  account: { category: 'account', type: 'registered' },
  service: { category: 'component', type: 'generic' },
  person: { category: 'client', type: 'pc' },
};

/** As service discovery shows it (XEP-0030 §3). */
export function discoIdentityOf(record: IdentityRecord): DiscoIdentity {
  return { ...KINDS[kindOf(record)], name: nameOf(record) };
}

/** The local part of one that has no name. */
export function nameOf({ jid, name }: Pick<IdentityRecord, 'jid' | 'name'>): string {
  return name ?? localOf(jid);
}

/** How the API names it: by its local part, and the bridge itself by its domain. */
export function localOf(jid: string): string {
  const at = jid.indexOf('@');
  return at === -1 ? jid : jid.slice(0, at);
}
