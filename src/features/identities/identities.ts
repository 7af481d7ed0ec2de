import { mayUse, resolveFrom } from '../../core/addresses/identity.ts';
import { patternFaults } from './contact-domains.ts';
import type { Caller } from '../../core/caller.ts';
import type {
  Identity,
  IdentityPage,
  IdentityToChange,
  IdentityToPut,
} from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { bare } from '../../core/jid/jid.ts';
import type { Page } from '../../core/paging.ts';
import type { Change, CommitOptions, Store, StoredRecord } from '../../store/store.ts';
import { readAvatar, type Avatar } from './avatar.ts';
import type { IdentityDefaults } from './defaults.ts';
import { declaredOf, identityBody, type Declared } from './identity-body.ts';
import {
  AVATARS,
  decodeIdentity,
  IDENTITIES,
  IDENTITY_CHANGES,
  type IdentityRecord,
} from './identity-record.ts';

export interface IdentitiesDeps {
  readonly store: Store;
  readonly defaults: IdentityDefaults;
  /** How many may be declared, and how many are, as far as this replica knows. */
  readonly limit: number;
  readonly count: () => number;
  /** Told of each that was deleted, so that what hangs on it goes too. */
  readonly forgotten: (jid: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What becomes of the avatar: `undefined` is kept, `null` goes. */
type AvatarChange = Avatar | null | undefined;

const KEEP_MS = 60 * 60 * 1_000;
const MAX_CHANGES = 10_000;

/** Identities as callers declare them: of others than its own a caller sees nothing. */
export class Identities {
  readonly #deps: IdentitiesDeps;

  constructor(deps: IdentitiesDeps) {
    this.#deps = deps;
  }

  /** The bare JID. Throws `identity-forbidden`, and `invalid-address` at `/path/id`. */
  resolve(caller: Caller, id: string): string {
    return bare(resolveFrom(caller, id, this.#deps.defaults.domain, '/path/id'));
  }

  async list(caller: Caller, { limit, after = '' }: Page): Promise<IdentityPage> {
    const { store, defaults } = this.#deps;
    const stored = await store.list(IDENTITIES);
    const jids = [...stored.keys()]
      .filter((jid) => jid > after && mayUse(caller, jid, defaults.domain))
      .sort();
    const items = jids.slice(0, limit).flatMap((jid) => {
      const record = stored.get(jid);
      return record === undefined ? [] : [identityBody(decodeIdentity(record.value), defaults)];
    });
    const last = jids[limit - 1];
    return jids.length > limit && last !== undefined ? { items, next: last } : { items };
  }

  async get(jid: string): Promise<Identity | undefined> {
    const { store, defaults } = this.#deps;
    const stored = await store.get(IDENTITIES, jid);
    return stored && identityBody(decodeIdentity(stored.value), defaults);
  }

  /** Throws `conflict` when as many are declared as may be, `invalid-request` for a picture or domain that is none. */
  put(jid: string, body: IdentityToPut): Promise<Identity> {
    const avatar = body.avatar === undefined ? null : readAvatar(body.avatar.data);
    const declared = declaredOf(body);
    patternFaults(declared.contacts?.domains, this.#deps.defaults.domain);
    return this.#write(jid, () => declared, avatar) as Promise<Identity>;
  }

  /** Undefined where nobody declared it. */
  change(jid: string, body: IdentityToChange): Promise<Identity | undefined> {
    const { avatar, ...rest } = body;
    const read = avatar === undefined || avatar === null ? avatar : readAvatar(avatar.data);
    patternFaults(rest.contacts?.domains, this.#deps.defaults.domain);
    const changed = (present: IdentityRecord | undefined) =>
      present && declaredOf(merged(present, rest));
    return this.#write(jid, changed, read);
  }

  /** False where nobody declared it. */
  async remove(jid: string): Promise<boolean> {
    const stored = await this.#deps.store.get(IDENTITIES, jid);
    if (stored === undefined) return false;
    await this.#commit([
      { do: 'delete', space: IDENTITIES, id: jid },
      { do: 'delete', space: AVATARS, id: jid },
      { do: 'append', log: IDENTITY_CHANGES, value: jid },
    ]);
    await this.#deps.forgotten(jid);
    return true;
  }

  /**
   * Commits changes together with whether the identity offers commands. False where something had changed meanwhile;
   * throws `not-found` where nobody declared it.
   */
  async offering(jid: string, offers: boolean, changes: readonly Change[]): Promise<boolean> {
    const stored = await this.#deps.store.get(IDENTITIES, jid);
    if (stored === undefined) {
      throw new BridgeError('not-found', 'Declare the identity first: PUT /v1/identities/{id}.');
    }
    const { offers: before, ...rest } = decodeIdentity(stored.value);
    const record: IdentityRecord = offers ? { ...rest, offers } : rest;
    const told = (before === true) === offers ? [] : changesFor(record, stored, undefined);
    return (await this.#commit([...told, ...changes], { takesIn: offers })).ok;
  }

  async #write(
    jid: string,
    declare: (present: IdentityRecord | undefined) => Declared | undefined,
    avatar: AvatarChange,
  ): Promise<Identity | undefined> {
    const { store, defaults, now } = this.#deps;
    for (;;) {
      const stored = await store.get(IDENTITIES, jid);
      const present = stored && decodeIdentity(stored.value);
      const declared = declare(present);
      if (declared === undefined) return undefined;
      if (present === undefined) this.#checkRoom();
      const at = now();
      const record = recordOf(jid, declared, { present, avatar, at });
      if (present !== undefined && isSame(present, record)) return identityBody(present, defaults);
      const result = await this.#commit(changesFor(record, stored, avatar), { takesIn: true });
      if (result.ok) return identityBody(record, defaults);
    }
  }

  async #commit(changes: readonly Change[], options?: CommitOptions) {
    const { store, now } = this.#deps;
    const result = await store.commit(changes, options);
    // Older changes are not needed: a replica that missed them reads all identities again.
    const bounds = { before: now() - KEEP_MS, maxLength: MAX_CHANGES };
    store.trim(IDENTITY_CHANGES, bounds).catch(() => undefined);
    return result;
  }

  #checkRoom(): void {
    const { limit, count } = this.#deps;
    if (count() < limit) return;
    const detail = `${limit} identities are declared, which is the limit; delete one, or raise BRIDGE_MAX_IDENTITIES.`;
    throw new BridgeError('conflict', detail);
  }
}

/** RFC 7396, one level deep: `null` takes a field away. */
function merged(
  { name, kind, vcard, presence, contacts, invites, noReply, features }: IdentityRecord,
  change: Omit<IdentityToChange, 'avatar'>,
): Omit<IdentityToPut, 'avatar'> {
  const present = { name, kind, vcard, presence, contacts, invites, noReply, features };
  const entries = Object.entries({ ...present, ...change });
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

interface Before {
  readonly present: IdentityRecord | undefined;
  readonly avatar: AvatarChange;
  readonly at: number;
}

function recordOf(jid: string, declared: Declared, { present, avatar, at }: Before) {
  const shown =
    avatar === undefined ? present?.avatar : avatar === null ? undefined : facts(avatar);
  const record: IdentityRecord = {
    jid,
    ...declared,
    ...(shown !== undefined && { avatar: shown }),
    ...(present?.offers === true && { offers: true }),
    createdAt: present?.createdAt ?? at,
    updatedAt: at,
  };
  return record;
}

function facts({ data: _, ...rest }: Avatar) {
  return rest;
}

function isSame(one: IdentityRecord, other: IdentityRecord): boolean {
  return JSON.stringify({ ...one, updatedAt: 0 }) === JSON.stringify({ ...other, updatedAt: 0 });
}

function changesFor(
  record: IdentityRecord,
  stored: StoredRecord | undefined,
  avatar: AvatarChange,
): readonly Change[] {
  const { jid } = record;
  const value = JSON.stringify(record);
  return [
    { do: 'replace', space: IDENTITIES, id: jid, value, version: stored?.version ?? 0 },
    ...(avatar === undefined ? [] : [avatarChange(jid, avatar)]),
    { do: 'append', log: IDENTITY_CHANGES, value: jid },
  ];
}

function avatarChange(jid: string, avatar: Avatar | null): Change {
  if (avatar === null) return { do: 'delete', space: AVATARS, id: jid };
  return { do: 'put', space: AVATARS, id: jid, value: avatar.data };
}
