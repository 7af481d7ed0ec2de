/** An issuer of tokens: a real HTTP server with its public keys (JWKS), whose tokens say what the test wants. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';

export interface TokenWishes {
  readonly claims?: JWTPayload;
  /** Left out of the claims that every token has. */
  readonly without?: readonly string[];
  readonly header?: Readonly<Record<string, unknown>>;
  /** What it is signed with in place of the issuer's present key. */
  readonly key?: CryptoKey | Uint8Array;
}

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** A good token, save for what is wished. */
  token(wishes?: TokenWishes): Promise<string>;
  /** Signs with a new key from now on; the one before is not published any more. */
  rotate(alg?: string): Promise<void>;
  /** How the keys are answered from now on. */
  answer: { status: number; body?: string };
  fetches(): number;
  publicJwk(): JWK;
  stop(): Promise<void>;
}

const HOUR_S = 3_600;

export async function startIssuer(): Promise<Issuer> {
  const issuer = 'https://verona.example/';
  const audience = 'stanza-bridge';
  let number = 0;
  let fetches = 0;
  let present: { kid: string; alg: string; key: CryptoKey; jwk: JWK };
  const rotate = async (alg = 'ES256') => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `key-${++number}`;
    present = { kid, alg, key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
  };
  await rotate();

  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(it.answer.status, { 'content-type': 'application/json' });
    response.end(it.answer.body ?? JSON.stringify({ keys: [present.jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const it: Issuer = {
    ...{ issuer, audience, rotate },
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    answer: { status: 200 },
    fetches: () => fetches,
    publicJwk: () => present.jwk,
    token({ claims = {}, without = [], header = {}, key } = {}) {
      const now = Math.floor(Date.now() / 1_000);
      const whole = {
        ...{ iss: issuer, aud: audience, sub: 'nurse', iat: now, exp: now + HOUR_S },
        ...{ identities: ['nurse'], scope: 'messages:send events:read openid' },
        ...claims,
      };
      const kept = Object.entries(whole).filter(([name]) => !without.includes(name));
      return new SignJWT(Object.fromEntries(kept))
        .setProtectedHeader({ alg: present.alg, kid: present.kid, ...header })
        .sign(key ?? present.key);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return it;
}
