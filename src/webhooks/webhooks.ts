import type { Caller } from '../caller.ts';
import type {
  WebhookAttemptBody,
  WebhookBody,
  WebhookCreatedBody,
  WebhookPageBody,
  WebhookToChange,
  WebhookToCreate,
} from '../contract/schemas.ts';
import type { EventTail } from '../events/tail.ts';
import type { Store } from '../store/store.ts';
import { creationChange, findCreation } from './creation.ts';
import { forgetBacklog } from './parking.ts';
import { PROGRESS, decodeProgress, loadProgress, type Progress } from './progress.ts';
import type { Registry } from './registry.ts';
import { formatSecret } from './signature.ts';
import { checkUrl, ownerFrom, withDefaults, type Subscription } from './subscription.ts';
import type { TargetDeps } from './target.ts';
import { postTestEvent } from './test-event.ts';

export interface WebhooksDeps {
  readonly store: Store;
  readonly registry: Registry;
  readonly tail: EventTail;
  readonly target: TargetDeps;
  readonly componentDomain: string;
  /** ULIDs, so that ids sort by time. */
  readonly newId: () => string;
  /** Bytes for a secret. */
  readonly newSecret: () => Uint8Array;
  readonly now: () => number;
}

/** Webhooks as a caller manages them: those of its own key, and all of them for the bootstrap key. */
export class CallerWebhooks {
  readonly #deps: WebhooksDeps;

  constructor(deps: WebhooksDeps) {
    this.#deps = deps;
  }

  async create(
    caller: Caller,
    request: WebhookToCreate,
    options: { readonly idempotencyKey?: string },
  ): Promise<WebhookCreatedBody> {
    const { registry, store } = this.#deps;
    const { idempotencyKey } = options;
    checkUrl(request.url, this.#deps.target.rule);
    const subscription = await this.#build(caller, request);
    const { secret } = subscription;
    const created: WebhookCreatedBody = { ...webhookBody(subscription, undefined), secret };
    if (idempotencyKey === undefined) {
      await registry.create(subscription);
      return created;
    }
    const found = await findCreation(store, caller, idempotencyKey, request);
    if (found !== undefined) return found;
    const first = creationChange(caller, idempotencyKey, { request, created });
    if (await registry.create(subscription, first)) return created;
    // The same call came twice at once, and the other one was first.
    return (await findCreation(store, caller, idempotencyKey, request)) ?? created;
  }

  async list(
    caller: Caller,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<WebhookPageBody> {
    const { registry, store } = this.#deps;
    const { after = '', limit } = page;
    const [all, progress] = await Promise.all([registry.list(), store.list(PROGRESS)]);
    const rest = [...all.values()].filter((it) => mayManage(caller, it) && it.id > after);
    const items = rest.slice(0, limit).map((it) => {
      const record = progress.get(it.id);
      return webhookBody(it, record && decodeProgress(record.value));
    });
    const next = rest.length > limit ? items.at(-1)?.id : undefined;
    return next === undefined ? { items } : { items, next };
  }

  async get(caller: Caller, id: string): Promise<WebhookBody | undefined> {
    const subscription = await this.#find(caller, id);
    return subscription && webhookBody(subscription, await loadProgress(this.#deps.store, id));
  }

  /** A new URL also switches a webhook on that was disabled: the old one had answered that it is gone. */
  async update(
    caller: Caller,
    id: string,
    change: WebhookToChange,
  ): Promise<WebhookBody | undefined> {
    if ((await this.#find(caller, id)) === undefined) return undefined;
    if (change.url !== undefined) checkUrl(change.url, this.#deps.target.rule);
    const updatedAt = new Date(this.#deps.now()).toISOString();
    const changed = await this.#deps.registry.update(id, (present) => ({
      ...present,
      ...withDefaults({ ...present, ...change }),
      state: present.state === 'disabled' && change.url !== undefined ? 'enabled' : present.state,
      updatedAt,
    }));
    return changed && webhookBody(changed, await loadProgress(this.#deps.store, id));
  }

  async remove(caller: Caller, id: string): Promise<boolean> {
    const { registry, store, now } = this.#deps;
    if ((await this.#find(caller, id)) === undefined) return false;
    if (!(await registry.remove(id))) return false;
    await forgetBacklog(store, id, now());
    return true;
  }

  async test(caller: Caller, id: string): Promise<WebhookAttemptBody | undefined> {
    const subscription = await this.#find(caller, id);
    if (subscription === undefined) return undefined;
    const { newId, now, tail } = this.#deps;
    const stamp = { id: newId(), now: now() };
    const report = await postTestEvent(this.#deps, subscription, stamp, await tail.newest());
    const { ok, eventId, durationMs, status, error } = report;
    return {
      ok,
      eventId,
      at: new Date(report.at).toISOString(),
      durationMs,
      ...(status !== undefined && { status }),
      ...(error !== undefined && { error }),
    };
  }

  async #build(caller: Caller, request: WebhookToCreate): Promise<Subscription> {
    const { newId, newSecret, now, tail } = this.#deps;
    const createdAt = new Date(now()).toISOString();
    return {
      ...withDefaults(request),
      id: newId(),
      secret: formatSecret(newSecret()),
      state: 'enabled',
      owner: ownerFrom(caller),
      startAt: await tail.newest(),
      createdAt,
      updatedAt: createdAt,
    };
  }

  async #find(caller: Caller, id: string): Promise<Subscription | undefined> {
    const subscription = await this.#deps.registry.get(id);
    return subscription && mayManage(caller, subscription) ? subscription : undefined;
  }
}

function mayManage(caller: Caller, { owner }: Subscription): boolean {
  return caller.keyId === 'bootstrap' || caller.keyId === owner.keyId;
}

/** What a caller sees; the secret is not part of it. */
function webhookBody(subscription: Subscription, progress: Progress | undefined): WebhookBody {
  const { id, url, events, identities, remotes, xml, description } = subscription;
  const { createdAt, updatedAt } = subscription;
  return {
    id,
    url,
    events,
    identities,
    remotes,
    xml,
    ...(description !== undefined && { description }),
    status: statusOf(subscription, progress),
    createdAt,
    updatedAt,
  };
}

function statusOf({ state }: Subscription, progress: Progress | undefined): WebhookBody['status'] {
  if (state !== 'enabled') return state;
  return progress?.failingSince === undefined ? 'active' : 'failing';
}
