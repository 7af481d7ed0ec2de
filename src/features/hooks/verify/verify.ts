/** Whether a delivery comes from whom it should. Digests and comparisons only; clocks come in. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const VERIFY_SCHEMES = [
  'github',
  'gitlab',
  'slack',
  'standard-webhooks',
  'bearer',
  'basic',
  'none',
] as const;

export type VerifyScheme = (typeof VERIFY_SCHEMES)[number];

export interface Verify {
  readonly scheme: VerifyScheme;
  /** What the sender signs with, or sends. Absent for `none`. */
  readonly secret?: string | undefined;
  /** For `basic`. */
  readonly username?: string | undefined;
}

export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Ms since 1970. */
  readonly now: number;
}

/** How old a signature that says its time may be, and how far ahead. */
const TOLERANCE_S = 5 * 60;

/** Why a delivery is not believed, without a secret in it; undefined for one that is. */
export function verifyFault(verify: Verify, signed: Signed): string | undefined {
  const { scheme } = verify;
  if (scheme === 'none') return undefined;
  return CHECKS[scheme](verify.secret ?? '', signed, verify);
}

type Check = (secret: string, signed: Signed, verify: Verify) => string | undefined;

const CHECKS: Readonly<Record<Exclude<VerifyScheme, 'none'>, Check>> = {
  github: signedByGitHub,
  gitlab: (secret, { headers }) => sent(headers['x-gitlab-token'], secret, 'X-Gitlab-Token'),
  slack: signedBySlack,
  'standard-webhooks': signedByStandard,
  bearer: (secret, { headers }) => bearer(headers['authorization'], secret),
  basic: (secret, { headers }, { username = '' }) =>
    basic(headers['authorization'], `${username}:${secret}`),
};

/** `X-Hub-Signature-256`, which Gitea, Forgejo and others send as well; the headers of their own have no prefix. */
function signedByGitHub(secret: string, { headers, body }: Signed): string | undefined {
  const given =
    headers['x-hub-signature-256'] ??
    headers['x-forgejo-signature'] ??
    headers['x-gitea-signature'];
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return sent(given?.replace(/^sha256=/, '').toLowerCase(), digest, 'X-Hub-Signature-256');
}

/** `v0=` and the HMAC of `v0:<timestamp>:<body>`. */
function signedBySlack(secret: string, { headers, body, now }: Signed): string | undefined {
  const stamp = headers['x-slack-request-timestamp'];
  const fault = stampFault(stamp, now, 'X-Slack-Request-Timestamp');
  if (fault !== undefined) return fault;
  const hmac = createHmac('sha256', secret)
    .update(`v0:${stamp ?? ''}:`)
    .update(body);
  return sent(headers['x-slack-signature'], `v0=${hmac.digest('hex')}`, 'X-Slack-Signature');
}

/** https://www.standardwebhooks.com: several signatures, as secrets are rotated. */
function signedByStandard(secret: string, { headers, body, now }: Signed): string | undefined {
  const id = headers['webhook-id'] ?? headers['svix-id'];
  const stamp = headers['webhook-timestamp'] ?? headers['svix-timestamp'];
  const given = headers['webhook-signature'] ?? headers['svix-signature'];
  const fault = stampFault(stamp, now, 'webhook-timestamp');
  if (fault !== undefined) return fault;
  if (id === undefined || given === undefined) return missing('webhook-id or webhook-signature');
  const hmac = createHmac('sha256', standardKey(secret))
    .update(`${id}.${stamp ?? ''}.`)
    .update(body);
  const wanted = `v1,${hmac.digest('base64')}`;
  const isGood = given
    .split(' ')
    .slice(0, 10)
    .some((signature) => same(signature, wanted));
  return isGood ? undefined : wrong('webhook-signature');
}

function standardKey(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/** RFC 6750; the scheme in any case. */
function bearer(authorization: string | undefined, secret: string): string | undefined {
  const token = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return sent(token, secret, 'Authorization: Bearer');
}

/** RFC 7617. */
function basic(authorization: string | undefined, credentials: string): string | undefined {
  const encoded = /^basic +(\S+) *$/i.exec(authorization ?? '')?.[1];
  const given = encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
  return sent(given, credentials, 'Authorization: Basic');
}

function stampFault(stamp: string | undefined, now: number, header: string): string | undefined {
  if (stamp === undefined || !/^\d{1,12}$/.test(stamp)) return missing(header);
  const age = Math.abs(now / 1_000 - Number(stamp));
  return age > TOLERANCE_S ? `The time in ${header} is more than five minutes away.` : undefined;
}

function sent(given: string | undefined, wanted: string, header: string): string | undefined {
  if (given === undefined) return missing(header);
  return same(given, wanted) ? undefined : wrong(header);
}

const missing = (header: string) =>
  `The delivery has no valid ${header}, which this hook requires.`;
const wrong = (header: string) => `The value of ${header} is not that of this hook.`;

/** In a time that does not depend on where they differ, or on their lengths. */
export function same(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
