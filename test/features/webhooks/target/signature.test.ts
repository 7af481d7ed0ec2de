import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import {
  formatSecret,
  publicKeyOf,
  sign,
  signerOf,
} from '../../../../src/features/webhooks/target/signature.ts';

const OLD = formatSecret(Buffer.from('wherefore art thou Romeo'));
const NEW = formatSecret(Buffer.from('a rose by any other name would smell as sweet'));
const BODY = '{"body":"Wherefore art thou Romeo? 🌹"}';

function headers(secrets: readonly string[], timestamp = Math.floor(Date.now() / 1_000)) {
  const id = '01J';
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign(secrets.map(signerOf), { id, timestamp, body: BODY }),
  };
}

describe('a signature', () => {
  test('is the one that the reference library makes', () => {
    const timestamp = 1_700_000_000;
    const theirs = new Webhook(OLD).sign('01J', new Date(timestamp * 1_000), BODY);
    expect(headers([OLD], timestamp)['webhook-signature']).toBe(theirs);
  });

  test('is accepted by the reference library', () => {
    expect(new Webhook(OLD).verify(BODY, headers([OLD]))).toEqual(JSON.parse(BODY));
  });

  test('with two keys is accepted by the holder of either', () => {
    const both = headers([OLD, NEW]);
    expect(new Webhook(OLD).verify(BODY, both)).toEqual(JSON.parse(BODY));
    expect(new Webhook(NEW).verify(BODY, both)).toEqual(JSON.parse(BODY));
  });

  test('of another secret is refused', () => {
    expect(() => new Webhook(NEW).verify(BODY, headers([OLD]))).toThrow();
  });

  test('is the same over text and over its bytes', () => {
    const content = { id: '01J', timestamp: 1, body: BODY };
    const bytes = { ...content, body: Buffer.from(BODY) };
    expect(sign([signerOf(OLD)], bytes)).toBe(sign([signerOf(OLD)], content));
  });
});

describe('an asymmetric signature', () => {
  // RFC 8032 §7.1, test 1: a secret key and its public key.
  const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  const secret = formatSecret(Buffer.from(SEED, 'hex'), 'ed25519');

  test('belongs to the public key that is shown', () => {
    expect(publicKeyOf(secret)).toBe(`whpk_${Buffer.from(PUBLIC, 'hex').toString('base64')}`);
    expect(secret).toBe(`whsk_${Buffer.from(SEED + PUBLIC, 'hex').toString('base64')}`);
  });

  test('holds for the public key, over id, timestamp and body', () => {
    const [version, signature = ''] = headers([secret], 1)['webhook-signature'].split(',');
    const x = Buffer.from(PUBLIC, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const holds = (content: string) =>
      verify(null, Buffer.from(content), key, Buffer.from(signature, 'base64'));
    expect(version).toBe('v1a');
    expect(holds(`01J.1.${BODY}`)).toBe(true);
    expect(holds(`01J.2.${BODY}`)).toBe(false);
  });
});

test('a shared secret has no public key', () => {
  expect(publicKeyOf(OLD)).toBeUndefined();
});
