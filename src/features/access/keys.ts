import type { Caller } from '../../core/caller.ts';
import type {
  KeyBody,
  KeyCreatedBody,
  KeyPageBody,
  KeyToChange,
  KeyToCreate,
} from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { keyedRequest, type KeyScope } from '../../core/idempotency.ts';
import { refuseDeclared } from '../../core/provision.ts';
import type { RepeatOptions } from '../../core/route.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { recordedAnswer, recordRequest } from '../../store/first-request.ts';
import type { Change, CommitOptions, Store, StoredRecord } from '../../store/store.ts';
import { keyBody, keyCreatedBody } from './key-body.ts';
import { changeOf, trimChanges } from './key-changes.ts';
import { changedRights, rightsOf } from './key-order.ts';
import { decodeKey, encodeKey, KEYS, type KeyRecord, type Rights } from './key-record.ts';
import { KEY_USES } from './last-used.ts';
import { excessOf } from './rights.ts';
import { digestOf, formatSecret } from './key-secret.ts';

export interface CallerKeysDeps extends HomeDomains {
  readonly store: Store;
  /** Resolves when this replica knows of a change. */
  readonly reached: (position: string) => Promise<void>;
  /** Whether this replica follows a provisioning file: keys that it declares are changed there. */
  readonly isProvisioned?: boolean;
  /** Requests per second of a key that does not say its own. */
  readonly defaultRate: number;
  /** ULIDs, so that ids sort by time. */
  readonly newId: () => string;
  /** `SECRET_BYTES` from the system's source. */
  readonly random: () => Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface RotateOptions extends RepeatOptions {
  /** How long the secret before stays good. */
  readonly overlapMs: number;
}

interface Kept {
  readonly key: KeyRecord;
  readonly stored: StoredRecord;
}

/** Keys as a caller manages them: those that may do no more than itself. To it, others do not exist. */
export class CallerKeys {
  readonly #deps: CallerKeysDeps;

  constructor(deps: CallerKeysDeps) {
    this.#deps = deps;
  }

  /** Throws `forbidden` for more rights than the caller has, `conflict` for a repeat: the secret is shown once. */
  async create(
    caller: Caller,
    order: KeyToCreate,
    options: RepeatOptions,
  ): Promise<KeyCreatedBody> {
    const { newId, random } = this.#deps;
    const now = this.#deps.now();
    const rights = rightsOf(order, caller, { ...this.#deps, now });
    const secret = formatSecret(random());
    const made = { createdAt: now, createdBy: caller.keyId, digest: digestOf(secret) };
    const key: KeyRecord = { id: newId(), name: order.name, ...rights, ...made };
    const first = once({ caller, operation: 'createKey' }, options, key.id);
    const create: Change = { do: 'create', space: KEYS, id: key.id, value: encodeKey(key) };
    const result = await this.#commit(key.id, [...first, create], { takesIn: true });
    if (!result.ok) throw shownBefore(result.found);
    return keyCreatedBody(key, secret, now);
  }

  async list(
    caller: Caller,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<KeyPageBody> {
    const { store, now } = this.#deps;
    const { after = '', limit } = page;
    const [records, uses] = await Promise.all([store.list(KEYS), store.list(KEY_USES)]);
    const rest = [...records.values()]
      .map(({ value }) => decodeKey(value))
      .filter((key) => key.id > after && mayManage(caller, key))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const items = rest.slice(0, limit).map((key) => keyBody(key, usedAt(uses.get(key.id)), now()));
    const next = rest.length > limit ? items.at(-1)?.id : undefined;
    return next === undefined ? { items } : { items, next };
  }

  async get(caller: Caller, id: string): Promise<KeyBody | undefined> {
    const { store, now } = this.#deps;
    const [found, use] = await Promise.all([this.#find(caller, id), store.get(KEY_USES, id)]);
    return found && keyBody(found.key, usedAt(use), now());
  }

  /** Throws `forbidden` for more rights than the caller has, `conflict` for a key that the provisioning file declares. */
  async update(caller: Caller, id: string, change: KeyToChange): Promise<KeyBody | undefined> {
    const { store } = this.#deps;
    for (;;) {
      const [found, use] = await Promise.all([this.#find(caller, id), store.get(KEY_USES, id)]);
      if (found === undefined) return undefined;
      this.#refuseDeclared(found);
      const now = this.#deps.now();
      const { version } = found.stored;
      const key = changed(
        found.key,
        change,
        changedRights(found.key, change, caller, { ...this.#deps, now }),
      );
      const replace: Change = { do: 'replace', space: KEYS, id, value: encodeKey(key), version };
      if ((await this.#commit(id, [replace])).ok) return keyBody(key, usedAt(use), now);
    }
  }

  /** Throws `conflict` for a repeat: the secret is shown once. */
  async rotate(
    caller: Caller,
    id: string,
    { overlapMs, ...options }: RotateOptions,
  ): Promise<KeyCreatedBody | undefined> {
    const first = once({ caller, operation: `rotateKey ${id}` }, options, id);
    for (;;) {
      const found = await this.#find(caller, id);
      if (found === undefined) return undefined;
      this.#refuseDeclared(found);
      const now = this.#deps.now();
      const secret = formatSecret(this.#deps.random());
      const previous = { digest: found.key.digest, until: now + overlapMs };
      const key: KeyRecord = { ...found.key, digest: digestOf(secret), previous };
      const { version } = found.stored;
      const change: Change = { do: 'replace', space: KEYS, id, value: encodeKey(key), version };
      const result = await this.#commit(id, [...first, change]);
      if (result.ok) return keyCreatedBody(key, secret, now);
      if (result.change < first.length) throw rotatedBefore(id);
    }
  }

  /** When it resolves this replica takes the key no more; the others follow. */
  async revoke(caller: Caller, id: string): Promise<boolean> {
    const found = await this.#find(caller, id);
    if (found === undefined) return false;
    this.#refuseDeclared(found);
    await this.#commit(id, [
      { do: 'delete', space: KEYS, id },
      { do: 'delete', space: KEY_USES, id },
    ]);
    return true;
  }

  #refuseDeclared({ key }: Kept): void {
    refuseDeclared('key', key.provisionedAs, this.#deps.isProvisioned === true);
  }

  async #find(caller: Caller, id: string): Promise<Kept | undefined> {
    const stored = await this.#deps.store.get(KEYS, id);
    if (stored === undefined) return undefined;
    const key = decodeKey(stored.value);
    return mayManage(caller, key) ? { key, stored } : undefined;
  }

  /** With the change told to all replicas, and known to this one when it resolves. */
  async #commit(id: string, changes: readonly Change[], options?: CommitOptions) {
    const { store, reached, now } = this.#deps;
    const result = await store.commit([...changes, changeOf(id)], options);
    const [position] = result.ok ? result.positions : [];
    if (position === undefined) return result;
    await reached(position);
    trimChanges(store, now());
    return result;
  }
}

/** What makes a retry of the call fail, whatever its body; nothing for a call without an `Idempotency-Key`. */
function once(
  scope: KeyScope,
  { idempotencyKey }: RepeatOptions,
  keyId: string,
): readonly Change[] {
  if (idempotencyKey === undefined) return [];
  return [recordRequest(keyedRequest(scope, idempotencyKey, {}), keyId)];
}

/** The rights are whole, so what it had before of them is left out. */
function changed(key: KeyRecord, { name = key.name }: KeyToChange, rights: Rights): KeyRecord {
  const { id, createdAt, createdBy, digest, previous, provisionedAs } = key;
  return {
    ...{ id, name, ...rights, createdAt, createdBy, digest },
    ...(previous && { previous }),
    ...(provisionedAs !== undefined && { provisionedAs }),
  };
}

function mayManage(caller: Caller, key: KeyRecord): boolean {
  return excessOf(key, caller).length === 0;
}

function usedAt(record: StoredRecord | undefined): number | undefined {
  return record && Number(record.value);
}

function shownBefore(found: StoredRecord | undefined): BridgeError {
  const which = found === undefined ? 'A key' : `The key ${String(recordedAnswer(found))}`;
  return new BridgeError(
    'conflict',
    `${which} was created by an earlier call with this Idempotency-Key, and shown then; rotate it to be shown a secret.`,
  );
}

function rotatedBefore(id: string): BridgeError {
  return new BridgeError(
    'conflict',
    `The key ${id} was rotated by an earlier call with this Idempotency-Key, and its secret shown then; rotate it under another to be shown one.`,
  );
}
