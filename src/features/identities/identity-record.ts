import type { Identity, IdentityKind } from '../../contract/schemas.ts';
import type { Space } from '../../store/store.ts';

/** What was declared of an identity, by its bare JID. The bytes of its avatar are in `AVATARS`. */
export const IDENTITIES: Space = { name: 'identity', ttl: 'forever' };
/** The bytes of the avatars, in Base64, by the bare JID. */
export const AVATARS: Space = { name: 'identity-avatar', ttl: 'forever' };
/** The bare JIDs of the identities that changed. */
export const IDENTITY_CHANGES = 'identity-changes';

/** What was not declared has its default when it is looked at, so that a setting that changes is followed. */
export interface IdentityRecord {
  readonly jid: string;
  readonly name?: string;
  readonly kind?: IdentityKind;
  readonly avatar?: NonNullable<Identity['avatar']>;
  readonly vcard?: NonNullable<Identity['vcard']>;
  readonly presence?: Identity['presence'];
  readonly contacts?: Partial<Identity['contacts']>;
  readonly invites?: Identity['invites'];
  readonly noReply?: boolean;
  readonly features?: readonly string[];
  /** It offers commands. */
  readonly offers?: true;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function decodeIdentity(value: string): IdentityRecord {
  return JSON.parse(value) as IdentityRecord;
}
