/** Tokens of an issuer, whose keys come over real HTTP. */
import { generateKeyPair, base64url } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJwt, JwtCallers } from '../../../src/features/access/jwt/jwt-callers.ts';
import { ANY_TARGET } from '../../../src/egress/guard.ts';
import { callerOfClaims } from '../../../src/features/access/jwt/jwt-claims.ts';
import {
  createJwtVerifier,
  type JwksTimes,
} from '../../../src/features/access/jwt/jwt-verifier.ts';
import type { Caller } from '../../../src/core/caller.ts';
import { silentLog } from '../store/redis-stores.ts';
import { startIssuer, type Issuer } from '../../support/issuer.ts';
import { until } from '../../support/until.ts';

const NAMES = {
  scopes: 'scope',
  identities: 'identities',
  recipients: 'recipients',
  rate: 'rate',
};
const MINUTE_S = 60;

let issuer: Issuer;
let callers: JwtCallers;
let passed: number;
let ended: string[];
let warnings: string[];
const now = () => Date.now() + passed;

beforeEach(async () => {
  issuer = await startIssuer();
  [passed, ended, warnings] = [0, [], []];
  callers = open();
});
afterEach(async () => {
  callers.close();
  await issuer.stop();
});

interface Terms extends Partial<JwksTimes> {
  readonly algorithms?: readonly string[];
}

function open({ algorithms = ['RS256', 'ES256', 'EdDSA'], ...changes }: Terms = {}): JwtCallers {
  const rules = { ...issuer, algorithms };
  const times = { pauseMs: 0, ...changes };
  return new JwtCallers({
    verify: createJwtVerifier(rules, { rule: ANY_TARGET }, times),
    callerOf: (claims) =>
      callerOfClaims(claims, {
        names: NAMES,
        domain: 'bridge.example.org',
        defaultRate: 1_000,
        now: now(),
      }),
    now,
    ended: (keyId) => ended.push(keyId),
    logger: { ...silentLog, warn: (_fields, message) => void warnings.push(message) },
  });
}

/** As every request does. */
async function come(token: string): Promise<Caller | undefined> {
  return isJwt(token) ? callers.authenticate(token) : undefined;
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

describe('a good token', () => {
  it.each(['RS256', 'ES256', 'EdDSA'])('signed with %s lets its subject in', async (alg) => {
    await issuer.rotate(alg);
    expect(await come(await issuer.token())).toMatchObject({
      identities: ['nurse'],
      scopes: new Set(['messages:send', 'events:read']),
      rate: 1_000,
    });
  });

  it('is verified once, also when it comes many times at once', async () => {
    const token = await issuer.token();
    const all = await Promise.all(Array.from({ length: 100 }, () => come(token)));
    expect(new Set(all).size).toBe(1);
    expect(callers.authenticate(token)).toBe(all[0]);
    expect(issuer.fetches()).toBe(1);
  });

  it('may be for several audiences', async () => {
    const token = await issuer.token({ claims: { aud: ['balcony', issuer.audience] } });
    expect(await come(token)).toBeDefined();
  });

  it('is good until it ends', async () => {
    const token = await issuer.token({ claims: { exp: inSeconds(MINUTE_S) } });
    expect(await come(token)).toBeDefined();
    passed = (MINUTE_S + 1) * 1_000;
    expect(await come(token)).toBeUndefined();
  });

  it('signed with a new key of the issuer is good at once', async () => {
    await come(await issuer.token());
    await issuer.rotate();
    expect(await come(await issuer.token())).toBeDefined();
    expect(issuer.fetches()).toBe(2);
  });

  it('is refused some time after its issuer took the signing key back', async () => {
    const token = await issuer.token();
    await come(token);
    await issuer.rotate();
    // So that the new keys are known here.
    await come(await issuer.token());
    passed = 11 * MINUTE_S * 1_000;
    await come(token);
    await until(async () => (await come(token)) === undefined);
  });
});

describe('a bad token', () => {
  const otherKey = async () => (await generateKeyPair('ES256')).privateKey;
  const publicPem = () => new TextEncoder().encode(JSON.stringify(issuer.publicJwk()));
  const unsigned = async () => {
    const [, payload = ''] = (await issuer.token()).split('.');
    return `${base64url.encode('{"alg":"none"}')}.${payload}.`;
  };
  const tampered = async () => {
    const [head = '', , signature = ''] = (await issuer.token()).split('.');
    const claims = { iss: issuer.issuer, aud: issuer.audience, sub: 'tybalt', exp: inSeconds(60) };
    return `${head}.${base64url.encode(JSON.stringify(claims))}.${signature}`;
  };

  it.each<[string, () => Promise<string>]>([
    ['of another issuer', () => issuer.token({ claims: { iss: 'https://mantua.example/' } })],
    ['for another audience', () => issuer.token({ claims: { aud: 'balcony' } })],
    ['for nobody', () => issuer.token({ without: ['aud'] })],
    ['that is over', () => issuer.token({ claims: { exp: inSeconds(-MINUTE_S) } })],
    ['that ended this moment', () => issuer.token({ claims: { exp: inSeconds(0) } })],
    ['that is not good yet', () => issuer.token({ claims: { nbf: inSeconds(MINUTE_S) } })],
    ['that never ends', () => issuer.token({ without: ['exp'] })],
    ['of no subject', () => issuer.token({ without: ['sub'] })],
    ['with claims that make no sense', () => issuer.token({ claims: { identities: [7] } })],
    ['of a key that is not known', () => issuer.token({ header: { kid: 'montague' } })],
    ['signed by somebody else', async () => issuer.token({ key: await otherKey() })],
    ['with other claims than were signed', tampered],
    ['that is not signed', unsigned],
    [
      'signed with the public key as a secret',
      () => issuer.token({ header: { alg: 'HS256' }, key: publicPem() }),
    ],
    ['that is huge', () => issuer.token({ claims: { verse: 'x'.repeat(20_000) } })],
    ['of three empty parts', () => Promise.resolve('..')],
    ['of noise', () => Promise.resolve('eyJ.eyJ.eyJ')],
    ['of noise that is long', () => Promise.resolve(`e${'y.'.repeat(4_000)}`)],
  ])('%s lets nobody in', async (_what, make) => {
    expect(await come(await make())).toBeUndefined();
  });

  it('signed with an algorithm that the operator does not take lets nobody in', async () => {
    callers.close();
    callers = open({ algorithms: ['RS256'] });
    expect(await come(await issuer.token())).toBeUndefined();
  });

  it('of a key that is not known asks the issuer no more often than it should', async () => {
    callers.close();
    const verify = createJwtVerifier({ ...issuer, algorithms: ['ES256'] }, { rule: ANY_TARGET });
    const token = await issuer.token({ header: { kid: 'montague' } });
    for (let i = 0; i < 20; i++) await expect(verify(token)).rejects.toThrow();
    expect(issuer.fetches()).toBe(1);
  });

  it('is refused while many others are looked at', async () => {
    const tokens = Array.from({ length: 100 }, (_, index) => `eyJhbGciOiJIUzI1NiJ9.e30.n${index}`);
    const results = await Promise.allSettled(tokens.map(come));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(36);
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded' } });
  });
});

describe('while the issuer is away', () => {
  /** Nothing is kept, so that each check asks. */
  const asking = () => {
    callers.close();
    callers = open({ keepMs: 0 });
  };

  it.each([
    ['it answers 503', { status: 503 }],
    ['it answers what is no set of keys', { status: 200, body: '{"keys":"none"}' }],
    ['it answers what is no JSON', { status: 200, body: '<html>' }],
    ['it sends elsewhere', { status: 302 }],
  ])('nobody is called bad (%s)', async (_how, answer) => {
    issuer.answer = answer;
    await expect(come(await issuer.token())).rejects.toMatchObject({ code: 'issuer-unavailable' });
    issuer.answer = { status: 200 };
    expect(await come(await issuer.token())).toBeDefined();
  });

  it('a token that was verified stays good', async () => {
    asking();
    const token = await issuer.token();
    const caller = await come(token);
    await issuer.stop();
    passed = 20 * MINUTE_S * 1_000;
    expect(await come(token)).toBe(caller);
    await until(() => warnings.length > 0);
    expect(await come(token)).toBe(caller);
  });

  it('is asked again about a token now and then, not at every request', async () => {
    asking();
    const token = await issuer.token();
    await come(token);
    issuer.answer = { status: 503 };
    passed = 11 * MINUTE_S * 1_000;
    const before = issuer.fetches();
    await come(token);
    await until(() => warnings.length > 0);
    for (let i = 0; i < 50; i++) {
      await come(token);
      // Whatever it asks is asked before the next call.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(issuer.fetches()).toBe(before + 1);
    expect(warnings).toEqual(['the issuer of tokens cannot be asked']);
  });

  it('a token that is not known waits for it', async () => {
    await issuer.stop();
    await expect(come(await issuer.token())).rejects.toMatchObject({ code: 'issuer-unavailable' });
  });
});
