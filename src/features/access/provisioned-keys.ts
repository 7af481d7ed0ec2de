/** Keys as the provisioning file declares them. */
import { isDeepStrictEqual } from 'node:util';
import type { ProvisionedKeyBody } from '../../contract/schemas.ts';
import {
  badEntry,
  DECLARER,
  DEFAULT_OVERLAP_S,
  LeaseLost,
  readEach,
  refuseSame,
  uniqueNames,
  type Act,
  type ProvisionKind,
} from '../../core/provision.ts';
import { BridgeError } from '../../core/errors.ts';
import { instant } from '../../core/instant.ts';
import type { Change, Store, StoredRecord } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { isJwt } from './jwt/jwt-callers.ts';
import { changeOf, trimChanges } from './key-changes.ts';
import { rightsOf } from './key-order.ts';
import { decodeKey, encodeKey, KEYS, type KeyRecord, type Rights } from './key-record.ts';
import { digestOf } from './key-secret.ts';
import { KEY_USES } from './last-used.ts';

export type KeyKindDeps = Pick<Runtime, 'store' | 'settings' | 'home' | 'now' | 'newId'>;

interface WantedKey {
  readonly name: string;
  readonly rights: Rights;
  readonly digest: string;
  readonly overlapSeconds?: number;
}

interface Kept {
  readonly key: KeyRecord;
  readonly stored: StoredRecord;
}

export function keyKind(deps: KeyKindDeps): ProvisionKind {
  return {
    name: 'keys',
    read({ keys }) {
      if (keys === undefined) return undefined;
      const wanted = readEach('keys', keys, (entry) => readKey(entry, deps));
      refuseSame('keys', wanted, {
        pointer: '/secretSha256',
        detail: 'Another key in the file has this secret; each needs its own.',
        textOf: ({ digest }) => digest,
      });
      const names = new Set(wanted.map(({ name }) => name));
      return {
        wanted,
        apply: (act) => applyKeys(deps, wanted, { act, names }),
        drop: (act) => dropKeys(deps, { act, names }),
      };
    },
    exported: () => exportedKeys(deps.store),
  };
}

/** A key that ended by its time may stay in the file. */
function readKey(entry: ProvisionedKeyBody, { settings, home }: KeyKindDeps): WantedKey {
  const { name, secret, secretSha256 = '', overlapSeconds } = entry;
  if (secret !== undefined && isJwt(secret)) {
    throw badEntry('/secret', 'It looks like a token (JWT); leave out the dots.');
  }
  const rules = { ...home, defaultRate: settings.keyRate, now: -Infinity };
  return {
    name,
    rights: rightsOf(entry, DECLARER, rules),
    digest: secret === undefined ? digestFromHex(secretSha256) : digestOf(secret),
    ...(overlapSeconds !== undefined && { overlapSeconds }),
  };
}

function digestFromHex(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

interface Run {
  readonly act: Act;
  /** Of the keys in the file. */
  readonly names: ReadonlySet<string>;
}

async function applyKeys(
  deps: KeyKindDeps,
  wanted: readonly WantedKey[],
  { act, names }: Run,
): Promise<void> {
  const all = await keysIn(deps.store);
  const digests = new Set(wanted.map(({ digest }) => digest));
  for (const one of wanted) {
    const found = presentOf(one, all, names);
    await act.each(one.name, () =>
      found === undefined ? create(deps, one, act) : change(deps, found, { one, act, digests }),
    );
  }
  trimChanges(deps.store, deps.now());
}

/** By its name; else one with the same secret that no other entry has, so that a key can be taken over and renamed. */
function presentOf(
  { name, digest }: WantedKey,
  all: readonly Kept[],
  names: ReadonlySet<string>,
): Kept | undefined {
  const isFree = ({ key }: Kept) =>
    key.digest === digest && !(key.provisionedAs !== undefined && names.has(key.provisionedAs));
  return all.find(({ key }) => key.provisionedAs === name) ?? all.find(isFree);
}

async function create({ store, newId, now }: KeyKindDeps, one: WantedKey, act: Act) {
  const { name, rights, digest } = one;
  const made = { createdAt: now(), createdBy: DECLARER.keyId, digest, provisionedAs: name };
  const key: KeyRecord = { id: newId(), name, ...rights, ...made };
  const { id } = key;
  await commit(store, act, id, [{ do: 'create', space: KEYS, id, value: encodeKey(key) }]);
  await act.did({ operation: 'createKey', id, name });
}

interface Changing {
  readonly one: WantedKey;
  readonly act: Act;
  /** Of all secrets in the file. */
  readonly digests: ReadonlySet<string>;
}

async function change(
  { store, now }: KeyKindDeps,
  { key, stored }: Kept,
  { one, act, digests }: Changing,
): Promise<void> {
  const changed = changedKey(key, one, now());
  const { previous, ...rest } = changed;
  // A secret that was given to another key is no longer one of this.
  const next = previous !== undefined && digests.has(previous.digest) ? rest : changed;
  if (isDeepStrictEqual(next, key)) return;
  const { id } = key;
  const { version } = stored;
  const value = encodeKey(next);
  await commit(store, act, id, [{ do: 'replace', space: KEYS, id, value, version }]);
  const { name } = one;
  if (next.digest !== key.digest) await act.did({ operation: 'rotateKey', id, name });
  const fields = changedFields(key, next);
  if (fields.length > 0) await act.did({ operation: 'updateKey', id, name, fields });
}

function changedKey(key: KeyRecord, one: WantedKey, now: number): KeyRecord {
  const { id, createdAt, createdBy } = key;
  const { name, rights, digest, overlapSeconds = DEFAULT_OVERLAP_S } = one;
  const replaced = { digest: key.digest, until: now + overlapSeconds * 1_000 };
  const previous = digest === key.digest ? key.previous : replaced;
  return {
    ...{ id, name, ...rights, createdAt, createdBy, digest, provisionedAs: name },
    ...(previous !== undefined && overlapSeconds > 0 && { previous }),
  };
}

const FIELDS = [
  'name',
  'identities',
  'scopes',
  'recipients',
  'rate',
  'quota',
  'expiresAt',
] as const;

function changedFields(before: KeyRecord, after: KeyRecord): readonly string[] {
  return FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
}

async function dropKeys({ store, now }: KeyKindDeps, { act, names }: Run): Promise<void> {
  for (const { key, stored } of await keysIn(store)) {
    const { id, provisionedAs: name, ...rest } = key;
    if (name === undefined || names.has(name)) continue;
    await act.each(name, async () => {
      if (act.removed === 'keep') {
        const { version } = stored;
        const value = encodeKey({ id, ...rest });
        return commit(store, act, id, [{ do: 'replace', space: KEYS, id, value, version }]);
      }
      await commit(store, act, id, [
        { do: 'delete', space: KEYS, id },
        { do: 'delete', space: KEY_USES, id },
      ]);
      return act.did({ operation: 'revokeKey', id, name });
    });
  }
  trimChanges(store, now());
}

async function commit(
  store: Store,
  { fence }: Act,
  id: string,
  changes: readonly Change[],
): Promise<void> {
  // What ends or changes a key is not refused where the memory is nearly full.
  const takesIn = changes.some(({ do: what }) => what === 'create');
  const result = await store.commit([fence, ...changes, changeOf(id)], { takesIn });
  if (result.ok) return;
  if (result.reason === 'stale') throw new LeaseLost();
  throw new BridgeError('conflict', 'The key was changed at the same time.');
}

/** By id, oldest first. */
async function keysIn(store: Store): Promise<readonly Kept[]> {
  return [...(await store.list(KEYS)).values()]
    .map((stored) => ({ key: decodeKey(stored.value), stored }))
    .sort((a, b) => (a.key.id < b.key.id ? -1 : 1));
}

/** The keys with the names that they have in an exported file, oldest first. */
export async function namedKeys(
  store: Store,
): Promise<readonly { readonly name: string; readonly key: KeyRecord }[]> {
  const unique = uniqueNames();
  // No other key may be taken for the one from the settings.
  unique('bootstrap');
  return (await keysIn(store)).map(({ key }) => ({ name: unique(key.name), key }));
}

async function exportedKeys(store: Store): Promise<readonly ProvisionedKeyBody[]> {
  return (await namedKeys(store)).map(({ name, key }) => {
    const { identities, scopes, recipients, rate, quota, expiresAt, digest } = key;
    return {
      name,
      secretSha256: Buffer.from(digest, 'base64url').toString('hex'),
      ...{ identities, scopes, recipients, rate },
      ...(quota !== undefined && { quota }),
      ...(expiresAt !== undefined && { expiresAt: instant(expiresAt) }),
    };
  });
}
