/** Answers of a bridge as the contract shows them: what differs from one run to the next is a sample. */

const ID = '01JD8Q4Z7N0V4R6T1B3X5Y7W9K';
const INSTANT = '2026-01-31T12:00:00.000Z';
const LATER = '2026-02-01T12:00:00.000Z';
/** Of an IQ. */
const IQ_ID = 'sWX_dqrp0ABS3HGzWvHglgZf8PCfm3';
/** The contract's own, as its requests have it. */
export const CURSOR = 'MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA';
export const POSITION = '1769860800000-0';

/** In this order: what is long may hold what is short. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\bsbk_[\w-]+/g, 'sbk_5Yx0V7v1aJc3m9ZQ2wKf8Rr6TtUuB4nD_pLhGsEeXoI'],
  [/\bsbt_[\w-]+/g, 'sbt_q0qvC3vT7o8aXG5xkKkqk9mYk9m1bQbX7X3sJm2W1nE'],
  [/\bwhsec_[\w+/=]+/g, 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'],
  [/\bv1,[\w+/=]+/g, 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4='],
  [/\/hooks\/\w+\/[\w-]{43}/g, `/hooks/${ID}/Hq3zV0fYb5m1c8nE2kLw7tRxUaPdSgJi4oQvBy6NhZM`],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, INSTANT],
  [/\b01[0-9A-HJKMNP-TV-Z]{24}\b/g, ID],
  [/\b1\d{12}-\d+\b/g, POSITION],
  [/\bhttp:\/\/127\.0\.0\.1:\d+\/hook\b/g, 'https://shop.example/hooks/xmpp'],
  [/\bredis:\/\/127\.0\.0\.1:\d+|\b127\.0\.0\.1:\d+/g, 'redis:6379'],
];

/** What says nothing by itself, by its key. */
const KEYS: Readonly<Record<string, unknown>> = {
  cursor: CURSOR,
  next: CURSOR,
  durationMs: 12,
  lag: 1.5,
  occupantId: '9ZDk3+9iS96zau2mAZqbKMeOQfNzJWjduPb9emI7h7Q=',
  'webhook-timestamp': '1769860800',
  requestId: 'mh2k4w1q-1f',
  replica: 'bridge-0',
  leader: 'bridge-0',
  expiresAt: LATER,
  nextAttemptAt: LATER,
  previousUntil: LATER,
  secretSha256: '88f818594085196136d184f1fe1ac37665c6dd71bcacbf4b8abbb1990641c1c8',
  oldSecretUntil: LATER,
};

const UNORDERED = new Set(['features', 'values']);

export function sampled(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return sampledText(value, key);
  if (typeof value === 'number') return KEYS[key] ?? value;
  // A server names them in any order.
  if (UNORDERED.has(key) && Array.isArray(value)) return value.map(String).sort();
  if (Array.isArray(value)) return value.map((it: unknown) => sampled(it));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, sampled(inner, name)]),
  );
}

function sampledText(text: string, key: string): string {
  const sample = KEYS[key];
  if (typeof sample === 'string') return sample;
  if (key === 'id' && /^[\w-]{30}$/.test(text)) return IQ_ID;
  if (key === 'body' && text.startsWith('{')) return JSON.stringify(sampledEvent(text));
  return TEXTS.reduce((whole, [found, put]) => whole.replace(found, put), text);
}

/** A server may write the attributes of a stanza in any order. */
function sampledEvent(text: string): object {
  const { data, ...rest } = sampled(JSON.parse(text)) as { readonly data: object };
  const sorted = Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...rest, data: Object.fromEntries(sorted) };
}
