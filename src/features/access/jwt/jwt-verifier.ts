/** Whether a token (RFC 7519) is what its issuer signed. */
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { BridgeError } from '../../../core/errors.ts';
import { fetchJson } from '../../../egress/fetch-json.ts';
import type { Egress } from '../../../egress/origin.ts';
import type { Claims } from './jwt-claims.ts';

export interface JwtRules {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Asymmetric ones only (RFC 7518 §3.1, RFC 8037): a verifier must not be able to sign. */
  readonly algorithms: readonly string[];
}

export interface JwksTimes {
  readonly timeoutMs: number;
  /** Between two fetches for keys that are not known. */
  readonly pauseMs: number;
  /** For so long keys are taken as they were fetched. */
  readonly keepMs: number;
}

const JWKS_TIMES: JwksTimes = { timeoutMs: 5_000, pauseMs: 30_000, keepMs: 600_000 };

/**
 * The claims of a good token. Rejects with `issuer-unavailable` where the keys of the issuer cannot be had, with anything else
 * for a bad token.
 */
export type VerifyJwt = (token: string) => Promise<Claims>;

/** Of the answer with the keys. */
const MAX_JWKS_BYTES = 256 * 1024;

/** Clocks of others. */
const TOLERANCE_S = 5;

export function createJwtVerifier(
  rules: JwtRules,
  egress: Egress,
  changes: Partial<JwksTimes> = {},
): VerifyJwt {
  const times = { ...JWKS_TIMES, ...changes };
  const limits = { timeoutMs: times.timeoutMs, answerBytes: MAX_JWKS_BYTES };
  const keySet = createRemoteJWKSet(new URL(rules.jwksUrl), {
    timeoutDuration: times.timeoutMs,
    cooldownDuration: times.pauseMs,
    cacheMaxAge: times.keepMs,
    [customFetch]: async (url) => Response.json(await fetchJson(url, egress, limits)),
  });
  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      throw unavailable(error);
    }
  };
  const options = {
    issuer: rules.issuer,
    audience: rules.audience,
    algorithms: [...rules.algorithms],
    requiredClaims: ['sub', 'exp'],
    clockTolerance: TOLERANCE_S,
  };
  return async (token) => (await jwtVerify(token, keyOf, options)).payload;
}

/** The set is there, but it has no key for this token. */
function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function unavailable(cause: unknown): BridgeError {
  const detail = 'The keys of the issuer of this token cannot be had now; try again.';
  return new BridgeError('issuer-unavailable', detail, { cause });
}
