import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { formatSecret, secretKey, sign } from '../../src/webhooks/signature.ts';

const OLD = formatSecret(Buffer.from('wherefore art thou Romeo'));
const NEW = formatSecret(Buffer.from('a rose by any other name would smell as sweet'));
const BODY = '{"body":"Wherefore art thou Romeo? 🌹"}';

function headers(secrets: readonly string[], timestamp = Math.floor(Date.now() / 1_000)) {
  const id = '01J';
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign(secrets.map(secretKey), { id, timestamp, body: BODY }),
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
    expect(sign([secretKey(OLD)], bytes)).toBe(sign([secretKey(OLD)], content));
  });
});
