import type { Caller } from '../caller.ts';
import { BridgeError } from '../errors.ts';

/** Who a token belongs to, if anybody. Keys that are known without asking a store are answered at once. */
export type Authenticate = (token: string) => Caller | undefined | Promise<Caller | undefined>;

/** RFC 6750 §2.1; the scheme in any case (RFC 9110 §11.1). */
const BEARER = /^Bearer +([!-~]+)$/i;

/** The caller of a request with this `Authorization` header. Throws `unauthorized`, the same for every bad key. */
export function identifyCaller(
  header: string | undefined,
  authenticate: Authenticate,
): Caller | Promise<Caller> {
  const [, token] = header === undefined ? [] : (BEARER.exec(header) ?? []);
  const caller = token === undefined ? undefined : authenticate(token);
  return caller instanceof Promise ? caller.then(known) : known(caller);
}

function known(caller: Caller | undefined): Caller {
  if (caller !== undefined) return caller;
  throw new BridgeError(
    'unauthorized',
    'Send a valid API key in the header "Authorization: Bearer <key>".',
  );
}
