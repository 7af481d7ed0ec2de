/** Brings webhooks about, and ends those that are declared no more. */
import { SCOPES } from '../../../core/caller.ts';
import { instant } from '../../../core/instant.ts';
import { LeaseLost, type Act } from '../../../core/provision.ts';
import { BOOTSTRAP_KEY_ID } from '../../access/key-cache.ts';
import { callerOf, decodeKey, KEYS } from '../../access/key-record.ts';
import { EventTail } from '../../events/tail.ts';
import type { Runtime } from '../../runtime.ts';
import { forgetBacklog } from '../backlog/deferred-events.ts';
import { Registry } from '../subscription/registry.ts';
import {
  ownerFrom,
  sameTargetKey,
  type Owner,
  type Subscription,
} from '../subscription/subscription.ts';
import { changedFields, changedWebhook, isSame, newKeyPair, provisionedOf } from './changed.ts';
import type { WantedWebhook } from './wanted.ts';

type Deps = Pick<Runtime, 'store' | 'now' | 'newId'>;

interface Run {
  readonly act: Act;
  /** Of the webhooks in the file. */
  readonly names: ReadonlySet<string>;
}

export async function applyWebhooks(
  deps: Deps,
  wanted: readonly WantedWebhook[],
  { act, names }: Run,
): Promise<void> {
  const registry = new Registry(deps.store);
  const [all, owners] = await Promise.all([registry.list(), ownersIn(deps)]);
  for (const one of wanted) {
    await act.each(one.name, async () => {
      const owner = owners.get(one.key);
      // Said where the key itself failed.
      if (owner === undefined) throw new Error(`its key ${JSON.stringify(one.key)} is not there`);
      const found = presentOf(one, [...all.values()], { owner, names });
      const applying = { deps, registry, act, owner };
      await (found === undefined ? create(one, applying) : change(found, one, applying));
    });
  }
}

/** The keys that the file declares, by name, and the one from the settings. */
async function ownersIn({ store }: Deps): Promise<ReadonlyMap<string, Owner>> {
  const keys = [...(await store.list(KEYS)).values()].map(({ value }) => decodeKey(value));
  const bootstrap = { keyId: BOOTSTRAP_KEY_ID, identities: ['*'], scopes: SCOPES };
  return new Map([
    [BOOTSTRAP_KEY_ID, bootstrap],
    ...keys.flatMap((key): [string, Owner][] =>
      key.provisionedAs === undefined ? [] : [[key.provisionedAs, ownerFrom(callerOf(key))]],
    ),
  ]);
}

/** By its name; else the same webhook that no other entry has, so that one can be taken over and renamed. */
function presentOf(
  { name, terms }: WantedWebhook,
  all: readonly Subscription[],
  { owner, names }: { readonly owner: Owner; readonly names: ReadonlySet<string> },
): Subscription | undefined {
  const target = sameTargetKey(owner.keyId, terms);
  const isFree = ({ provisioned, ...it }: Subscription) =>
    sameTargetKey(it.owner.keyId, it) === target &&
    !(provisioned !== undefined && names.has(provisioned.name));
  return all.find(({ provisioned }) => provisioned?.name === name) ?? all.find(isFree);
}

interface Applying {
  readonly deps: Deps;
  readonly registry: Registry;
  readonly act: Act;
  readonly owner: Owner;
}

async function create(one: WantedWebhook, { deps, registry, act, owner }: Applying) {
  const { name, terms, credentials, secret = newKeyPair(), paused } = one;
  const createdAt = instant(deps.now());
  const subscription: Subscription = {
    ...{ ...terms, ...credentials, id: deps.newId(), secret },
    state: paused === true ? 'paused' : 'enabled',
    owner,
    startAt: await new EventTail(deps.store).newest(),
    provisioned: provisionedOf(one),
    ...{ createdAt, updatedAt: createdAt },
  };
  if (!(await registry.create(subscription, act.fence))) throw new LeaseLost();
  await act.did({ operation: 'createWebhook', id: subscription.id, name });
}

async function change(
  { id }: Subscription,
  one: WantedWebhook,
  { deps, registry, act, owner }: Applying,
): Promise<void> {
  const now = deps.now();
  let before: Subscription | undefined;
  let after: Subscription | undefined;
  await registry.update(
    id,
    (present) => {
      before = present;
      after = changedWebhook(present, one, { owner, now });
      if (isSame(present, after)) after = undefined;
      return after;
    },
    [act.fence],
  );
  if (before === undefined || after === undefined) return;
  const { name } = one;
  if (after.secret !== before.secret) {
    await act.did({ operation: 'rotateWebhookSecret', id, name });
  }
  const fields = changedFields(before, after);
  if (fields.length > 0) await act.did({ operation: 'updateWebhook', id, name, fields });
}

export async function dropWebhooks({ store }: Deps, { act, names }: Run): Promise<void> {
  const registry = new Registry(store);
  for (const { id, provisioned } of (await registry.list()).values()) {
    if (provisioned === undefined || names.has(provisioned.name)) continue;
    const { name } = provisioned;
    await act.each(name, async () => {
      if (act.removed === 'keep') {
        const release = ({ provisioned: __, ...rest }: Subscription) => rest;
        await registry.update(id, release, [act.fence]);
        return;
      }
      if (!(await registry.remove(id, [act.fence]))) return;
      await forgetBacklog(store, id);
      await act.did({ operation: 'deleteWebhook', id, name });
    });
  }
}
