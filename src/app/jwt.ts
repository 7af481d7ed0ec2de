import { JwtCallers } from '../access/jwt-callers.ts';
import { callerOfClaims, type Claims } from '../access/jwt-claims.ts';
import { createJwtVerifier } from '../access/jwt-verifier.ts';
import { ANY_TARGET } from '../egress/guard.ts';
import { proxyFromSettings } from '../egress/proxy.ts';
import type { Foundation } from './foundation.ts';

/** Those who come with a token of an issuer; undefined where none is named. */
export function openJwtCallers(
  { settings, home, now, log: logger }: Foundation,
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
  // The operator says where the keys are, so that may be a private address.
  const egress = { rule: ANY_TARGET, proxy: proxyFromSettings(settings) };
  return new JwtCallers({
    verify: createJwtVerifier({ issuer, audience, jwksUrl, algorithms }, egress),
    callerOf: (claims: Claims) =>
      callerOfClaims(claims, { names, ...home, defaultRate, now: now() }),
    now,
    ended,
    logger,
  });
}
