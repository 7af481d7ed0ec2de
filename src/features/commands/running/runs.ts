/** Commands that callers execute at other addresses, over any replica. */
import type {
  CommandSessionBody,
  CommandToContinue,
  CommandToRun,
} from '../../../contract/schemas.ts';
import { requireAddress } from '../../../core/addresses/address-advice.ts';
import { checkRecipient, fullJid, mayUse, resolveFrom } from '../../../core/addresses/identity.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { isRetry, keyedRequest, type KeyedRequest } from '../../../core/idempotency.ts';
import type { RepeatOptions } from '../../../core/route.ts';
import type { Store } from '../../../store/store.ts';
import { askStep, isSessionOver, type Ask } from './asking.ts';
import {
  answered,
  begun,
  claimed,
  decodeSession,
  isBusy,
  released,
  sessionBody,
  SESSIONS,
  type Session,
} from './session.ts';
import { stepOf, type Wish } from './step.ts';

export interface RunsDeps {
  readonly store: Pick<Store, 'get' | 'commit'>;
  readonly home: HomeDomains;
  readonly ask: Ask;
  /** How long the other side may take for a step. */
  readonly waitMs: number;
  readonly newSessionId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly ended: (status: 'completed' | 'canceled' | 'failed') => void;
}

/** A session as it is stored now, and its version. */
interface Held {
  readonly session: Session;
  readonly version: number;
}

/** How much longer than the steps themselves a call may keep a session to itself. */
const SLACK_MS = 5_000;

export class Runs {
  readonly #deps: RunsDeps;

  constructor(deps: RunsDeps) {
    this.#deps = deps;
  }

  /**
   * Executes a command, and fills in its forms as far as `values` and `steps` go. Where they do not fit, the other side is
   * told that the command is canceled. Throws `form-invalid`, `conflict`, and whatever an IQ can end with.
   */
  async run(
    caller: Caller,
    body: CommandToRun,
    { idempotencyKey }: RepeatOptions,
  ): Promise<CommandSessionBody> {
    const wishes = wishesOf(body);
    const keyed = keyedFor(caller, 'runCommand', idempotencyKey, body);
    const begin = await this.#begin(caller, body, { keyed, steps: wishes.length + 1 });
    if (begin.isRetry) return sessionBody(begin.session);
    const done = await this.#converse(caller, begin, wishes).catch(async (error: unknown) => {
      this.#deps.ended('failed');
      const gone = { do: 'delete', space: SESSIONS, id: begin.session.id } as const;
      await this.#deps.store.commit([gone]).catch(() => undefined);
      throw error;
    });
    return this.#settle(done, keyed);
  }

  /** Throws `not-found` unless one of the caller's identities executed it. */
  async show(caller: Caller, id: string): Promise<CommandSessionBody> {
    return sessionBody((await this.#find(caller, id)).session);
  }

  /** Throws `conflict` for one that has ended or that another call goes on with, and what `stepOf` and an IQ can throw. */
  async goOn(
    caller: Caller,
    id: string,
    body: CommandToContinue,
    { idempotencyKey }: RepeatOptions,
  ): Promise<CommandSessionBody> {
    const found = await this.#find(caller, id);
    const keyed = keyedFor(caller, `continueCommand ${id}`, idempotencyKey, body);
    if (isRetry(found.session.last, keyed)) return sessionBody(found.session);
    if (isBusy(found.session, this.#deps.now())) throw busy();
    const step = stepOf(found.session.reply, { ...body, at: '' });
    const held = await this.#claim(found, 1);
    try {
      const session = await this.#ask(caller, held.session, step);
      return await this.#settle({ ...held, session }, keyed);
    } catch (error) {
      if (error instanceof BridgeError && error.code === 'conflict') throw error;
      await this.#release(held, error);
      throw error;
    }
  }

  async #find(caller: Caller, id: string): Promise<Held> {
    const { store, home } = this.#deps;
    const stored = await store.get(SESSIONS, id);
    const session = stored && decodeSession(stored.value);
    if (
      stored === undefined ||
      session === undefined ||
      !mayUse(caller, session.from, home.domain)
    ) {
      throw new BridgeError('not-found', 'There is no such command; it is kept for an hour.');
    }
    return { session, version: stored.version };
  }

  /** The session is stored before anything is asked, so that of two calls with one `Idempotency-Key` one executes. */
  async #begin(
    caller: Caller,
    body: CommandToRun,
    { keyed, steps }: { readonly keyed: KeyedRequest | undefined; readonly steps: number },
  ): Promise<Held & { readonly isRetry: boolean }> {
    const { store, home, now, newSessionId } = this.#deps;
    const to = requireAddress(body.to, home, '/to');
    checkRecipient(caller, to);
    const from = fullJid(resolveFrom(caller, body.from, home.domain));
    const id = keyed?.id ?? newSessionId();
    const busyUntil = now() + this.#limit(steps);
    const session = begun({ id, from, to, node: body.node }, { last: keyed, busyUntil, at: now() });
    const value = JSON.stringify(session);
    const created = await store.commit([{ do: 'create', space: SESSIONS, id, value }], {
      takesIn: true,
    });
    if (created.ok) return { session, version: 1, isRetry: false };
    const found = await this.#find(caller, id);
    if (!isRetry(found.session.last, keyed)) throw busy();
    if (isBusy(found.session, now())) throw busy();
    // The replica that executed it died before the first answer.
    if (found.session.sequence === 0)
      return { ...(await this.#claim(found, steps)), isRetry: false };
    return { ...found, isRetry: true };
  }

  async #converse(caller: Caller, begin: Held, wishes: readonly Wish[]): Promise<Held> {
    let session = await this.#ask(caller, begin.session, { action: 'execute' });
    for (const [index, wish] of wishes.entries()) {
      if (session.reply.status !== 'executing') {
        return { ...begin, session: { ...session, stepsLeft: wishes.length - index } };
      }
      session = await this.#stepOrCancel(caller, session, wish);
    }
    return { ...begin, session };
  }

  /** Nobody could go on with the session, so it is not left open at the other side. */
  async #stepOrCancel(caller: Caller, session: Session, wish: Wish): Promise<Session> {
    try {
      return await this.#ask(caller, session, stepOf(session.reply, wish));
    } catch (error) {
      await this.#ask(caller, session, { action: 'cancel' }).catch(() => undefined);
      throw error;
    }
  }

  async #ask(
    caller: Caller,
    session: Session,
    step: Parameters<typeof askStep>[3],
  ): Promise<Session> {
    return answered(session, await askStep(this.#deps, caller, session, step), this.#deps.now());
  }

  async #claim({ session, version }: Held, steps: number): Promise<Held> {
    const mine = claimed(session, this.#deps.now() + this.#limit(steps));
    return { session: mine, version: await this.#replace(mine, version) };
  }

  async #settle({ session, version }: Held, keyed: KeyedRequest | undefined) {
    const { status } = session.reply;
    if (status !== 'executing') this.#deps.ended(status);
    const free = released(session, keyed);
    await this.#replace(free, version);
    return sessionBody(free);
  }

  /** After a step that did not go through: the session is as it was, unless the other side has none any more. */
  async #release({ session, version }: Held, error: unknown): Promise<void> {
    const over = { ...session, reply: { ...session.reply, status: 'canceled' as const } };
    const free = released(isSessionOver(error) ? over : session);
    // Where this fails as well, the claim runs out.
    await this.#replace(free, version).catch(() => undefined);
  }

  async #replace(session: Session, version: number): Promise<number> {
    const { id } = session;
    const value = JSON.stringify(session);
    const change = { do: 'replace', space: SESSIONS, id, value, version } as const;
    // The other side has taken the step: its answer must not be lost because the store is away for a moment.
    const result = await this.#deps.store.commit([change], { untilKnown: true });
    if (!result.ok) throw busy();
    return version + 1;
  }

  #limit(steps: number): number {
    return steps * this.#deps.waitMs + SLACK_MS;
  }
}

function wishesOf({ values, steps = [] }: CommandToRun): readonly Wish[] {
  const first: readonly Wish[] = values === undefined ? [] : [{ values, at: '' }];
  const all = [...first, ...steps.map((step, index) => ({ ...step, at: `/steps/${index}` }))];
  return all.map((wish, index) => ({ ...wish, goesOn: index < all.length - 1 }));
}

function keyedFor(
  caller: Caller,
  operation: string,
  key: string | undefined,
  body: object,
): KeyedRequest | undefined {
  return key === undefined ? undefined : keyedRequest({ caller, operation }, key, body);
}

function busy(): BridgeError {
  return new BridgeError(
    'conflict',
    'Another call goes on with this command; look at it again with GET /v1/commands/{id}.',
  );
}
