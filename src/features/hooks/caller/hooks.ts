import type {
  HookBody,
  HookCreatedBody,
  HookPageBody,
  HookPayload,
  HookPreviewBody,
  HookTakenBody,
  HookToChange,
  HookToCreate,
  HookToRotate,
} from '../../../contract/schemas.ts';
import { requireScope, type Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { isRetry, keyedRequest } from '../../../core/idempotency.ts';
import { instant } from '../../../core/instant.ts';
import type { RepeatOptions } from '../../../core/route.ts';
import { firstAnswer, recordRequest } from '../../../store/first-request.ts';
import type { Store } from '../../../store/store.ts';
import { dialectOf, mayManage, type Hook } from '../hook.ts';
import { WINDOWS } from '../intake/records.ts';
import type { Speaker } from '../intake/messages.ts';
import type { HookRegistry } from '../registry.ts';
import type { Payload } from '../render/delivery.ts';
import { secretDigest } from '../secret.ts';
import { termsOf, type TermsDeps } from '../terms.ts';
import { hookBody, hookWithUrl } from './body.ts';
import { samplePayload } from './payload.ts';

export interface CallerHooksDeps extends TermsDeps {
  readonly registry: HookRegistry;
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
  readonly newSecret: () => string;
  /** Of one key. */
  readonly maxHooks: number;
  /** Throws where the key of the hook may do nothing any more. */
  readonly speakerOf: (hook: Hook) => Speaker;
  readonly preview: (speaker: Speaker, payload: Payload) => Promise<HookPreviewBody>;
  /** As something new, once for each name. */
  readonly takeApart: (speaker: Speaker, payload: Payload, name: string) => Promise<HookTakenBody>;
}

/** Hooks as a caller manages them: those of its own key, and all of them for a key with all rights. */
export class CallerHooks {
  readonly #deps: CallerHooksDeps;
  /** One after the other, so that each counts those before it. */
  #creating: Promise<unknown> = Promise.resolve();

  constructor(deps: CallerHooksDeps) {
    this.#deps = deps;
  }

  /** Throws `forbidden` for the caller of a token, `conflict` when the key has as many hooks as it may, or for a retry. */
  async create(
    caller: Caller,
    request: HookToCreate,
    options: RepeatOptions,
  ): Promise<HookCreatedBody> {
    refuseEphemeral(caller);
    requireScope(caller, 'messages:send');
    const terms = await termsOf(this.#deps, caller, request);
    const created = this.#creating.then(() => this.#create(caller, { request, terms }, options));
    this.#creating = created.catch(() => undefined);
    return created;
  }

  async #create(
    caller: Caller,
    { request, terms }: { request: HookToCreate; terms: Awaited<ReturnType<typeof termsOf>> },
    { idempotencyKey }: RepeatOptions,
  ): Promise<HookCreatedBody> {
    const { registry, store, newId, newSecret, now } = this.#deps;
    const keyed =
      idempotencyKey === undefined
        ? undefined
        : keyedRequest({ caller, operation: 'createHook' }, idempotencyKey, request);
    const before = keyed && (await firstAnswer<{ id: string }>(store, keyed));
    if (before !== undefined) throw shownBefore(before.id);
    await this.#refuseTooMany(caller);
    const secret = newSecret();
    const createdAt = instant(now());
    const hook: Hook = {
      ...terms,
      id: newId(),
      secret: secretDigest(secret),
      keyId: caller.keyId,
      createdAt,
      updatedAt: createdAt,
    };
    const first = keyed && recordRequest(keyed, { id: hook.id });
    if (!(await registry.create(hook, first))) throw shownBefore(hook.id);
    return hookWithUrl(hook, secret, now());
  }

  async #refuseTooMany({ keyId }: Caller): Promise<void> {
    const { registry, maxHooks } = this.#deps;
    const all = await registry.list();
    if (all.filter((hook) => hook.keyId === keyId).length < maxHooks) return;
    throw new BridgeError(
      'conflict',
      `This key has ${maxHooks} hooks, which is the maximum (BRIDGE_MAX_HOOKS_PER_KEY); delete one, or change one that is there.`,
    );
  }

  async list(
    caller: Caller,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<HookPageBody> {
    const { registry, now } = this.#deps;
    const { after = '', limit } = page;
    const rest = (await registry.list()).filter((it) => mayManage(caller, it) && it.id > after);
    const items = rest.slice(0, limit).map((it) => hookBody(it, now()));
    const next = rest.length > limit ? items.at(-1)?.id : undefined;
    return next === undefined ? { items } : { items, next };
  }

  async get(caller: Caller, id: string): Promise<HookBody> {
    return hookBody(await this.#find(caller, id), this.#deps.now());
  }

  async update(caller: Caller, id: string, change: HookToChange): Promise<HookBody> {
    const { registry, now } = this.#deps;
    const present = await this.#find(caller, id);
    const { caller: owner } = this.#deps.speakerOf(present);
    // With the rights of the key that sends.
    const terms = await termsOf(this.#deps, owner, merged(present, change));
    const changed = await registry.update(id, (hook) => {
      const { id: hookId, secret, oldSecret, keyId, createdAt } = hook;
      const kept = { id: hookId, secret, oldSecret, keyId, createdAt };
      return { ...terms, ...kept, updatedAt: instant(now()) };
    });
    if (changed === undefined) throw noHook();
    return hookBody(changed, now());
  }

  async remove(caller: Caller, id: string): Promise<void> {
    await this.#find(caller, id);
    await this.#deps.registry.remove(id, [{ do: 'delete', space: WINDOWS, id }]);
  }

  /** Throws `conflict` for a retry: the URL was shown to the first request. */
  async rotate(
    caller: Caller,
    id: string,
    request: HookToRotate,
    { idempotencyKey }: RepeatOptions,
  ): Promise<HookCreatedBody> {
    await this.#find(caller, id);
    const { registry, now, newSecret } = this.#deps;
    const secret = newSecret();
    const until = now() + (request.overlapSeconds ?? 0) * 1_000;
    const scope = { caller, operation: 'rotateHook' };
    const rotation =
      idempotencyKey === undefined ? undefined : keyedRequest(scope, idempotencyKey, request);
    const changed = await registry.update(id, (hook) => {
      if (isRetry(hook.rotation, rotation)) throw shownBefore(id);
      const oldSecret = until > now() ? { digest: hook.secret, until } : undefined;
      const updatedAt = instant(now());
      return { ...hook, secret: secretDigest(secret), oldSecret, rotation, updatedAt };
    });
    if (changed === undefined) throw noHook();
    return hookWithUrl(changed, secret, now());
  }

  async preview(caller: Caller, id: string, given?: HookPayload): Promise<HookPreviewBody> {
    const hook = await this.#find(caller, id);
    return this.#deps.preview(this.#deps.speakerOf(hook), readable(hook, given));
  }

  async test(
    caller: Caller,
    id: string,
    given: HookPayload | undefined,
    { idempotencyKey }: RepeatOptions = {},
  ): Promise<HookTakenBody> {
    const hook = await this.#find(caller, id);
    const { newId, speakerOf, takeApart } = this.#deps;
    const name = idempotencyKey === undefined ? newId() : `${caller.keyId} ${idempotencyKey}`;
    return takeApart(speakerOf(hook), readable(hook, given), name);
  }

  async #find(caller: Caller, id: string): Promise<Hook> {
    const hook = await this.#deps.registry.get(id);
    if (hook === undefined || !mayManage(caller, hook)) throw noHook();
    return hook;
  }
}

/** Throws `invalid-request` for what the sender would be refused. */
function readable(hook: Hook, given: HookPayload | undefined): Payload {
  const payload = samplePayload(hook, given);
  const { read, answers } = dialectOf(hook);
  if (answers?.unread === undefined || read(payload) !== undefined) return payload;
  const { status, body } = answers.unread(payload);
  throw new BridgeError('invalid-request', `The sender would get ${status}: ${body}`);
}

function merged(present: Hook, change: HookToChange): HookToCreate {
  const { name, dialect, from, to, verify, template, filter, pick, update, storm } = present;
  const before = { name, dialect, from, to, verify, template, filter, pick, update, storm };
  const next = Object.entries({ ...before, ...change }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(next) as unknown as HookToCreate;
}

/** A hook speaks for as long as its key may, and of a token nobody knows that later. */
function refuseEphemeral({ isEphemeral }: Caller): void {
  if (isEphemeral !== true) return;
  throw new BridgeError('forbidden', 'A hook outlives a token; create it with an API key.');
}

function noHook(): BridgeError {
  return new BridgeError('not-found', 'You have no hook with this id.');
}

function shownBefore(id: string): BridgeError {
  return new BridgeError(
    'conflict',
    `This request was carried out before, and the URL of the hook is shown once. Rotate the hook ${id} for a new one.`,
  );
}
