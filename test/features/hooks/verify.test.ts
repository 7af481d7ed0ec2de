import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { verifyFault, type Verify } from '../../../src/features/hooks/verify/verify.ts';

const SECRET = 'wherefore art thou';
const BODY = '{"action":"opened"}';
const NOW = 1_769_860_800_000;
const SECONDS = String(NOW / 1_000);
const KEY = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');
const slack = (stamp: string) => ({
  'x-slack-request-timestamp': stamp,
  'x-slack-signature': `v0=${hmac(`v0:${stamp}:${BODY}`)}`,
});
const standard = (at: number) => ({
  'webhook-id': 'm1',
  'webhook-timestamp': String(at / 1_000),
  'webhook-signature': new Webhook(KEY).sign('m1', new Date(at), BODY),
});
const basic = (text: string) => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

function fault(verify: Verify, headers: Record<string, string>, body = BODY) {
  return verifyFault(verify, { headers, body: new TextEncoder().encode(body), now: NOW });
}

type Row = readonly [Verify, Record<string, string>];

describe('a delivery', () => {
  it.each<Row>([
    [{ scheme: 'none' }, {}],
    [{ scheme: 'github', secret: SECRET }, { 'x-hub-signature-256': `sha256=${hmac(BODY)}` }],
    [{ scheme: 'github', secret: SECRET }, { 'x-gitea-signature': hmac(BODY) }],
    [{ scheme: 'gitlab', secret: SECRET }, { 'x-gitlab-token': SECRET }],
    [{ scheme: 'slack', secret: SECRET }, slack(SECONDS)],
    [{ scheme: 'standard-webhooks', secret: KEY }, standard(NOW)],
    [{ scheme: 'bearer', secret: 'a-token' }, { authorization: 'bearer a-token' }],
    [{ scheme: 'basic', username: 'romeo', secret: 'a:b' }, basic('romeo:a:b')],
  ])('is believed with what its scheme asks for: %o', (verify, headers) => {
    expect(fault(verify, headers)).toBeUndefined();
  });

  it.each<Row>([
    [{ scheme: 'github', secret: SECRET }, {}],
    [{ scheme: 'github', secret: SECRET }, { 'x-hub-signature-256': 'sha256=' }],
    [{ scheme: 'github', secret: SECRET }, { 'x-hub-signature-256': `sha256=${hmac('{}')}` }],
    [{ scheme: 'gitlab', secret: SECRET }, { 'x-gitlab-token': `${SECRET}!` }],
    [{ scheme: 'gitlab', secret: SECRET }, { 'x-gitlab-token': '' }],
    [{ scheme: 'slack', secret: SECRET }, slack('1769860000')],
    [{ scheme: 'slack', secret: SECRET }, slack('soon')],
    [
      { scheme: 'slack', secret: SECRET },
      { ...slack(SECONDS), 'x-slack-signature': 'v0=00' },
    ],
    [{ scheme: 'standard-webhooks', secret: KEY }, standard(NOW - 600_000)],
    [
      { scheme: 'standard-webhooks', secret: KEY },
      { ...standard(NOW), 'webhook-id': 'm2' },
    ],
    [{ scheme: 'bearer', secret: 'a-token' }, { authorization: 'Bearer another' }],
    [{ scheme: 'bearer', secret: 'a-token' }, { authorization: 'a-token' }],
    [{ scheme: 'basic', username: 'romeo', secret: 'a-pw' }, basic('tybalt:a-pw')],
    [{ scheme: 'basic', username: 'romeo', secret: 'a-pw' }, { authorization: 'Basic %%%' }],
  ])('is not believed otherwise, and the reason has no secret: %o %o', (verify, headers) => {
    const reason = fault(verify, headers);
    expect(reason).toBeDefined();
    expect(reason).not.toContain(verify.secret);
  });

  it('is believed with any of several signatures, as secrets are rotated', () => {
    const { 'webhook-signature': good, ...rest } = standard(NOW);
    const headers = { ...rest, 'webhook-signature': `v1,AAAA v1a,BBBB ${good}` };
    expect(fault({ scheme: 'standard-webhooks', secret: KEY }, headers)).toBeUndefined();
  });
});
