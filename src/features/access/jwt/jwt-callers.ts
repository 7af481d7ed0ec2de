import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Claims } from './jwt-claims.ts';
import type { VerifyJwt } from './jwt-verifier.ts';
import { digestOf } from '../key-secret.ts';
import type { Runtime } from '../../runtime.ts';

export interface JwtCallersDeps extends Pick<Runtime, 'now' | 'logger'> {
  readonly verify: VerifyJwt;
  /** Throws for claims that make no sense. */
  readonly callerOf: (claims: Claims) => Caller;
  /** Called with the id of a caller who has no good token here any more. */
  readonly ended: (keyId: string) => void;
}

interface Known {
  readonly caller: Caller;
  readonly checkedAt: number;
}

/** Characters; what is longer is no token. */
const LONGEST = 8 * 1024;
const MAX_KNOWN = 10_000;
/** Verifying signatures is expensive; a flood of forged tokens must not take every processor. */
const MAX_CHECKS = 64;
/** A signing key that the issuer takes back is refused after so long, if it can be asked. */
const CHECK_AGAIN_MS = 10 * 60 * 1_000;
/** And while it cannot, after so long. */
const ASK_AGAIN_MS = 30_000;
const PRUNE_MS = 10_000;

/** Three parts of base64url, the first of them a JSON object (RFC 7515 §7.1). */
const FORM = /^e[\w-]+\.[\w-]+\.[\w-]+$/;

export function isJwt(token: string): boolean {
  return FORM.test(token);
}

/**
 * Who comes with a token that an issuer signed. One that was verified is known by its digest until it ends, so that most
 * requests cost a look-up, and go on while the issuer is away.
 */
export class JwtCallers {
  readonly #deps: JwtCallersDeps;
  readonly #known = new Map<string, Known>();
  readonly #checks = new Map<string, Promise<Caller | undefined>>();
  readonly #timer: NodeJS.Timeout;
  #isAway = false;

  constructor(deps: JwtCallersDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => {
      this.#prune();
    }, PRUNE_MS);
  }

  /** Rejects with `issuer-unavailable`; throws `overloaded` when too many new tokens come at once. */
  readonly authenticate = (token: string): Caller | undefined | Promise<Caller | undefined> => {
    if (token.length > LONGEST) return undefined;
    const digest = digestOf(token);
    const known = this.#known.get(digest);
    const now = this.#deps.now();
    if (known === undefined || !isGood(known.caller, now)) return this.#check(token, digest);
    if (now - known.checkedAt > CHECK_AGAIN_MS) this.#checkAgain(token, digest, known.caller);
    return known.caller;
  };

  close(): void {
    clearInterval(this.#timer);
  }

  #check(token: string, digest: string): Promise<Caller | undefined> {
    const running = this.#checks.get(digest);
    if (running !== undefined) return running;
    if (this.#checks.size >= MAX_CHECKS) throw tooMany();
    const check = this.#judge(token)
      .then((caller) => {
        this.#remember(digest, caller);
        return caller;
      })
      .finally(() => this.#checks.delete(digest));
    this.#checks.set(digest, check);
    return check;
  }

  /** Nobody waits for it, and while the issuer is away the token stays as good as it was. */
  #checkAgain(token: string, digest: string, caller: Caller): void {
    if (this.#checks.size >= MAX_CHECKS) return;
    const checkedAt = this.#deps.now() - CHECK_AGAIN_MS + ASK_AGAIN_MS;
    this.#known.set(digest, { caller, checkedAt });
    this.#check(token, digest).catch(() => undefined);
  }

  async #judge(token: string): Promise<Caller | undefined> {
    const { verify, callerOf, now, logger } = this.#deps;
    try {
      const claims = await verify(token);
      this.#isAway = false;
      const caller = callerOf(claims);
      return isGood(caller, now()) ? caller : undefined;
    } catch (error) {
      if (error instanceof BridgeError && error.code === 'issuer-unavailable') {
        this.#sayAway(error);
        throw error;
      }
      logger.debug({ reason: String(error) }, 'a token was refused');
      return undefined;
    }
  }

  /** Once, until it is back. */
  #sayAway({ facts }: BridgeError): void {
    if (this.#isAway) return;
    this.#isAway = true;
    const reason = String(facts.cause);
    this.#deps.logger.warn({ reason }, 'the issuer of tokens cannot be asked');
  }

  #remember(digest: string, caller: Caller | undefined): void {
    this.#known.delete(digest);
    if (caller === undefined) return;
    if (this.#known.size >= MAX_KNOWN) {
      const [oldest = ''] = this.#known.keys();
      this.#known.delete(oldest);
    }
    this.#known.set(digest, { caller, checkedAt: this.#deps.now() });
  }

  #prune(): void {
    const now = this.#deps.now();
    const over = [...this.#known].filter(([, { caller }]) => !isGood(caller, now));
    for (const [digest] of over) this.#known.delete(digest);
    const here = new Set([...this.#known.values()].map(({ caller }) => caller.keyId));
    for (const [, { caller }] of over) if (!here.has(caller.keyId)) this.#deps.ended(caller.keyId);
  }
}

function isGood({ expiresAt = Infinity }: Caller, now: number): boolean {
  return now < expiresAt;
}

function tooMany(): BridgeError {
  return new BridgeError('overloaded', 'Too many new tokens at once; try again.', {
    retryAfter: 1,
  });
}
