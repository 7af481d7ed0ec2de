/** Settings for tokens of an issuer (JWT). */
import { choice, httpUrl, listOf, token } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

/** No `none`, and none with a shared secret: a public key is no secret (RFC 8725 §2.1). */
const JWT_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

export const JWT_SETTINGS = {
  jwtIssuer: {
    name: 'BRIDGE_JWT_ISSUER',
    form: token,
    otherwise: 'only keys may call',
    about:
      'Whose tokens (JWT, RFC 7519) are taken in place of a key: the `iss` they have. Goes with the audience and the URL of the keys.',
  },
  jwtAudience: {
    name: 'BRIDGE_JWT_AUDIENCE',
    form: token,
    otherwise: 'only keys may call',
    about: 'What tokens have as `aud`: the name that the issuer knows this bridge by.',
  },
  jwtJwksUrl: {
    name: 'BRIDGE_JWT_JWKS_URL',
    form: httpUrl('https://issuer.example.org/jwks.json'),
    otherwise: 'only keys may call',
    about: "Where the issuer's public keys are (JWKS, RFC 7517).",
  },
  jwtAlgorithms: {
    name: 'BRIDGE_JWT_ALGORITHMS',
    form: listOf(choice(JWT_ALGORITHMS), 'algorithms'),
    default: 'RS256,ES256,EdDSA',
    about: 'What tokens may be signed with.',
  },
  jwtScopesClaim: {
    name: 'BRIDGE_JWT_SCOPES_CLAIM',
    form: token,
    default: 'scope',
    about: 'The claim with the scopes, separated by spaces or in an array; others are passed over.',
  },
  jwtIdentitiesClaim: {
    name: 'BRIDGE_JWT_IDENTITIES_CLAIM',
    form: token,
    default: 'identities',
    about: 'The claim with the identities or patterns; a token without it speaks as nobody.',
  },
  jwtRecipientsClaim: {
    name: 'BRIDGE_JWT_RECIPIENTS_CLAIM',
    form: token,
    default: 'recipients',
    about: 'The claim with the domains that may be sent to; a token without it sends to any.',
  },
  jwtRateClaim: {
    name: 'BRIDGE_JWT_RATE_CLAIM',
    form: token,
    default: 'rate',
    about: 'The claim with the requests per second; without it the rate of a stored key holds.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
