import { JwtCallers } from './jwt-callers.ts';
import { callerOfClaims, type Claims } from './jwt-claims.ts';
import { createJwtVerifier } from './jwt-verifier.ts';
import type { Runtime } from '../../runtime.ts';

/** Those who come with a token of an issuer; undefined where none is named. */
export function openJwtCallers(
  { settings, now, logger, domain }: Runtime,
  ended: (keyId: string) => void,
): JwtCallers | undefined {
  const { jwtIssuer: issuer, jwtAudience: audience, jwtJwksUrl: jwksUrl } = settings;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return undefined;
  const { jwtAlgorithms: algorithms, keyRate: defaultRate } = settings;
  const names = {
    scopes: settings.jwtScopesClaim,
    identities: settings.jwtIdentitiesClaim,
    recipients: settings.jwtRecipientsClaim,
    rate: settings.jwtRateClaim,
  };
  return new JwtCallers({
    verify: createJwtVerifier({ issuer, audience, jwksUrl, algorithms }),
    callerOf: (claims: Claims) =>
      callerOfClaims(claims, { names, componentDomain: domain, defaultRate, now: now() }),
    now,
    ended,
    logger,
  });
}
