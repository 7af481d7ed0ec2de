import type { Caller } from '../../../core/caller.ts';
import type {
  EventsToReplay,
  WebhookAttemptBody,
  WebhookBody,
  WebhookCreatedBody,
  WebhookPageBody,
  WebhookSecretChange,
  WebhookToChange,
  WebhookToCreate,
  WebhookToTest,
} from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { BridgeError } from '../../../core/errors.ts';
import { isRetry, keyedRequest, type KeyedRequest } from '../../../core/idempotency.ts';
import { refuseDeclared } from '../../../core/provision.ts';
import type { RepeatOptions } from '../../../core/route.ts';
import type { EventTail } from '../../events/tail.ts';
import { prepareSelectors } from '../../../core/addresses/selectors.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import { firstAnswer, recordRequest } from '../../../store/first-request.ts';
import { forgetBacklog } from '../backlog/deferred-events.ts';
import { PROGRESS, decodeProgress, loadProgress } from '../backlog/progress.ts';
import type { Registry } from '../subscription/registry.ts';
import { replayStart } from './replay.ts';
import { rotate } from '../target/secrets.ts';
import { formatSecret, signingOf } from '../target/signature.ts';
import {
  checkUrl,
  mayManage,
  ownerFrom,
  withCredentials,
  withDefaults,
  type Provisioned,
  type Subscription,
} from '../subscription/subscription.ts';
import type { TargetDeps } from '../target/target.ts';
import { postTestEvent, testEvent, testTypeFor, type TestDeps } from './test-event.ts';
import { webhookBody, webhookWithSecret } from './webhook-body.ts';
import type { Runtime } from '../../runtime.ts';

export interface WebhooksDeps
  extends
    HomeDomains,
    Pick<Runtime, 'store' | 'newId' | 'now'>,
    Pick<TestDeps, 'samples' | 'formats'> {
  readonly registry: Registry;
  readonly tail: EventTail;
  readonly target: TargetDeps;
  /** Bytes for a secret. */
  readonly newSecret: () => Uint8Array;
  /** Whether this replica follows a provisioning file: what that declares is changed there. */
  readonly isProvisioned?: boolean;
  /** Of one key. */
  readonly maxWebhooks: number;
  /** Whether a key was revoked, has expired or is configured no more. */
  readonly isGone: (keyId: string) => Promise<boolean>;
}

const DAY_SECONDS = 24 * 60 * 60;

/** Webhooks as a caller manages them: those of its own key, and all of them for a key with all rights. */
export class CallerWebhooks {
  readonly #deps: WebhooksDeps;
  /** One after the other, so that each counts those before it. */
  #creating: Promise<unknown> = Promise.resolve();

  constructor(deps: WebhooksDeps) {
    this.#deps = deps;
  }

  /** Throws `forbidden` for the caller of a token, `conflict` when the key has as many webhooks as it may. */
  async create(
    caller: Caller,
    request: WebhookToCreate,
    options: RepeatOptions,
  ): Promise<WebhookCreatedBody> {
    refuseEphemeral(caller);
    checkUrl(request.url, this.#deps.target.rule);
    const created = this.#creating.then(() => this.#create(caller, request, options));
    this.#creating = created.catch(() => undefined);
    return created;
  }

  async #create(
    caller: Caller,
    request: WebhookToCreate,
    { idempotencyKey }: RepeatOptions,
  ): Promise<WebhookCreatedBody> {
    const { registry, store } = this.#deps;
    const keyed =
      idempotencyKey === undefined
        ? undefined
        : keyedRequest({ caller, operation: 'createWebhook' }, idempotencyKey, request);
    const found = keyed && (await firstAnswer<WebhookCreatedBody>(store, keyed));
    if (found !== undefined) return found;
    const subscription = await this.#build(caller, prepareSelectors(request, this.#deps));
    await this.#refuseTooMany(caller);
    const created = webhookWithSecret(subscription, undefined, this.#deps.now());
    const first = keyed && recordRequest(keyed, created);
    if (await registry.create(subscription, first)) return created;
    // The same call came twice at once, and the other one was first.
    return (keyed && (await firstAnswer<WebhookCreatedBody>(store, keyed))) ?? created;
  }

  async #refuseTooMany({ keyId }: Caller): Promise<void> {
    const { registry, maxWebhooks } = this.#deps;
    const all = [...(await registry.list()).values()];
    if (all.filter(({ owner }) => owner.keyId === keyId).length < maxWebhooks) return;
    throw new BridgeError(
      'conflict',
      `This key has ${maxWebhooks} webhooks, which is the maximum (BRIDGE_MAX_WEBHOOKS_PER_KEY); delete one, or change one that is there.`,
    );
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
      return webhookBody(it, record && decodeProgress(record.value), this.#deps.now());
    });
    const next = rest.length > limit ? items.at(-1)?.id : undefined;
    return next === undefined ? { items } : { items, next };
  }

  async get(caller: Caller, id: string): Promise<WebhookBody | undefined> {
    const subscription = await this.#find(caller, id);
    return subscription && this.#body(subscription);
  }

  /** What is disabled stays so, also with another URL: only `resume` switches it on. */
  async update(
    caller: Caller,
    id: string,
    change: WebhookToChange,
  ): Promise<WebhookBody | undefined> {
    const found = await this.#find(caller, id);
    if (found === undefined) return undefined;
    this.#refuseDeclared(found);
    if (change.url !== undefined) checkUrl(change.url, this.#deps.target.rule);
    const prepared = prepareSelectors(change, this.#deps);
    const changed = await this.#change(id, (present) => ({
      ...withDefaults({ ...present, ...prepared }),
      ...withCredentials(present, change),
    }));
    return changed && this.#body(changed);
  }

  async pause(caller: Caller, id: string): Promise<WebhookBody | undefined> {
    this.#refuseDeclared(await this.#find(caller, id), ({ paused }) => paused !== undefined);
    return this.#setState(caller, id, 'paused');
  }

  /**
   * Also switches on what was disabled, and has what fails tried at once. A webhook whose key is gone belongs to the
   * caller from then on. Throws `forbidden` for the caller of a token there.
   */
  async resume(caller: Caller, id: string): Promise<WebhookBody | undefined> {
    const present = await this.#find(caller, id);
    if (present === undefined) return undefined;
    this.#refuseDeclared(present, ({ paused }) => paused === true);
    const { keyId } = present.owner;
    const isOrphan = keyId !== caller.keyId && (await this.#deps.isGone(keyId));
    if (isOrphan) this.#refuseDeclared(present);
    if (!isOrphan) return this.#setState(caller, id, 'enabled');
    refuseEphemeral(caller);
    await this.#refuseTooMany(caller);
    const changed = await this.#change(id, ({ owner }) => ({
      state: 'enabled',
      ...(owner.keyId === keyId && { owner: ownerFrom(caller) }),
    }));
    return changed && this.#body(changed);
  }

  async rotateSecret(
    caller: Caller,
    id: string,
    change: WebhookSecretChange,
    options: RepeatOptions = {},
  ): Promise<WebhookCreatedBody | undefined> {
    const found = await this.#find(caller, id);
    if (found === undefined) return undefined;
    this.#refuseDeclared(found, ({ hasSecret }) => hasSecret);
    const { now, newSecret, store } = this.#deps;
    const bytes = newSecret();
    const { overlapSeconds = DAY_SECONDS } = change;
    const when = { now: now(), overlapMs: overlapSeconds * 1_000 };
    const rotation = keyedIn(caller, options, change);
    const changed = await this.#change(id, (present) => {
      if (isRetry(present.rotation, rotation)) return undefined;
      const secret = formatSecret(bytes, signingOf(present.secret));
      return { ...rotate(present, secret, when), rotation };
    });
    return changed && webhookWithSecret(changed, await loadProgress(store, id), when.now);
  }

  /**
   * Delivers again from a place in the event log on; false when events from the time asked for are gone.
   * Throws `history-lost`.
   */
  async replay(
    caller: Caller,
    id: string,
    from: EventsToReplay,
    options: RepeatOptions = {},
  ): Promise<boolean | undefined> {
    if ((await this.#find(caller, id)) === undefined) return undefined;
    const { to, complete } = await replayStart(this.#deps, from);
    const rewind = { id: this.#deps.newId(), to, asked: keyedIn(caller, options, from) };
    const changed = await this.#change(id, (present) =>
      isRetry(present.rewind?.asked, rewind.asked) ? undefined : { rewind },
    );
    return changed && complete;
  }

  async remove(caller: Caller, id: string): Promise<boolean> {
    const { registry, store } = this.#deps;
    const found = await this.#find(caller, id);
    if (found === undefined) return false;
    this.#refuseDeclared(found);
    if (!(await registry.remove(id))) return false;
    await forgetBacklog(store, id);
    return true;
  }

  async test(
    caller: Caller,
    id: string,
    { type }: WebhookToTest = {},
  ): Promise<WebhookAttemptBody | undefined> {
    const subscription = await this.#find(caller, id);
    if (subscription === undefined) return undefined;
    const { newId, now, tail } = this.#deps;
    const wanted = testTypeFor(subscription, type);
    const event = testEvent(this.#deps, id, { id: newId(), now: now() }, wanted);
    const report = await postTestEvent(this.#deps, subscription, event, await tail.newest());
    const { ok, eventId, durationMs, status, error } = report;
    return {
      ok,
      eventId,
      at: instant(report.at),
      durationMs,
      ...(status !== undefined && { status }),
      ...(error !== undefined && { error }),
    };
  }

  async #setState(
    caller: Caller,
    id: string,
    state: 'enabled' | 'paused',
  ): Promise<WebhookBody | undefined> {
    if ((await this.#find(caller, id)) === undefined) return undefined;
    const changed = await this.#change(id, () => ({ state }));
    return changed && this.#body(changed);
  }

  /** Every change restarts the delivery worker; `undefined` changes nothing. */
  async #change(
    id: string,
    change: (present: Subscription) => Partial<Subscription> | undefined,
  ): Promise<Subscription | undefined> {
    const updatedAt = instant(this.#deps.now());
    return this.#deps.registry.update(id, (present) => {
      const changes = change(present);
      if (changes === undefined) return undefined;
      const { disabledReason, ...next } = { ...present, ...changes, updatedAt };
      const isDisabled = next.state === 'disabled' && disabledReason !== undefined;
      return { ...next, ...(isDisabled && { disabledReason }) };
    });
  }

  async #body(subscription: Subscription): Promise<WebhookBody> {
    const { store, now } = this.#deps;
    return webhookBody(subscription, await loadProgress(store, subscription.id), now());
  }

  async #build(caller: Caller, request: WebhookToCreate): Promise<Subscription> {
    const { newId, newSecret, now, tail } = this.#deps;
    const createdAt = instant(now());
    return {
      ...withDefaults(request),
      ...withCredentials({}, request),
      id: newId(),
      secret: formatSecret(newSecret(), request.signing),
      state: 'enabled',
      owner: ownerFrom(caller),
      startAt: await tail.newest(),
      createdAt,
      updatedAt: createdAt,
    };
  }

  #refuseDeclared(
    webhook: Subscription | undefined,
    isMeant: (declared: Provisioned) => boolean = () => true,
  ): void {
    const { provisioned } = webhook ?? {};
    if (provisioned === undefined || !isMeant(provisioned)) return;
    refuseDeclared('webhook', provisioned.name, this.#deps.isProvisioned === true);
  }

  async #find(caller: Caller, id: string): Promise<Subscription | undefined> {
    const subscription = await this.#deps.registry.get(id);
    return subscription && mayManage(caller, subscription) ? subscription : undefined;
  }
}

/** A webhook hears and speaks for as long as its owner may, and of a token nobody knows that later. */
function refuseEphemeral({ isEphemeral }: Caller): void {
  if (isEphemeral !== true) return;
  throw new BridgeError('forbidden', 'A webhook outlives a token; create it with an API key.');
}

/** What was asked for under a key is kept with what it changed; undefined without a key. */
function keyedIn(
  caller: Caller,
  { idempotencyKey }: RepeatOptions,
  request: object,
): KeyedRequest | undefined {
  if (idempotencyKey === undefined) return undefined;
  return keyedRequest({ caller, operation: 'changeWebhook' }, idempotencyKey, request);
}
