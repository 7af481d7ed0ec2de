/** The forms that a setting's text can have. Each reads its text or throws a sentence that says what to write. */
import { parseJid } from '../stanza/jid.ts';

export interface Form<T> {
  /** For the reference, as in "a duration, such as `24h`". */
  readonly name: string;
  /** JSON Schema of how it may be written in YAML. It may let through what `read` refuses, never the reverse. */
  readonly schema: object;
  /** Throws NotInForm. */
  read(text: string): T;
}

export class NotInForm extends Error {}

const DURATION_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const SIZE_BYTES: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Milliseconds. */
export const duration: Form<number> = {
  name: 'a duration, such as `500ms`, `15s`, `2m`, `24h` or `7d`',
  schema: { type: 'string', pattern: '^[0-9]+([.][0-9]+)? ?(ms|s|m|h|d)$' },
  read: (text) => measure(text, DURATION_MS, 'a duration, such as 500ms, 15s or 24h'),
};

/** A duration that may also be written as its milliseconds. */
export const milliseconds: Form<number> = {
  name: 'milliseconds or a duration, such as `1500` or `2s`',
  schema: {
    type: ['string', 'integer'],
    pattern: '^[0-9]+([.][0-9]+)? ?(ms|s|m|h|d)?$',
    minimum: 0,
  },
  read: (text) =>
    measure(text, { ...DURATION_MS, '': 1 }, 'milliseconds or a duration, such as 1500 or 2s'),
};

/** Bytes. */
export const size: Form<number> = {
  name: 'a size, such as `65536`, `128KiB` or `1MiB`',
  schema: {
    type: ['string', 'integer'],
    pattern: '^[0-9]+([.][0-9]+)? ?(B|KiB|MiB|GiB)?$',
    minimum: 0,
  },
  read: (text) => measure(text, SIZE_BYTES, 'a size, such as 128KiB or 1MiB'),
};

export const port: Form<number> = {
  name: 'a port, `0` to `65535`',
  schema: { type: 'integer', minimum: 0, maximum: 65_535 },
  read: (text) => whole(text, 0, 65_535),
};

export const count: Form<number> = {
  name: 'a whole number from 1',
  schema: { type: 'integer', minimum: 1 },
  read: (text) => whole(text, 1, Number.MAX_SAFE_INTEGER),
};

export const countOrNone: Form<number> = {
  name: 'a whole number from 0',
  schema: { type: 'integer', minimum: 0 },
  read: (text) => whole(text, 0, Number.MAX_SAFE_INTEGER),
};

export const anyText: Form<string> = {
  name: 'text',
  schema: { type: 'string' },
  read: (text) => text,
};

/** What fits into an HTTP header as one word. */
export const token: Form<string> = {
  name: 'visible ASCII characters without spaces',
  schema: { type: 'string', pattern: '^[!-~]+$' },
  read: (text) => matching(text, /^[!-~]+$/, 'visible ASCII characters without spaces'),
};

/** A prepared domain. */
export const domain: Form<string> = {
  name: 'a domain',
  schema: { type: 'string', minLength: 1 },
  read(text) {
    const jid = parseJid(text);
    if (jid !== undefined && jid.local === '' && jid.resource === '') return jid.domain;
    throw new NotInForm('write a domain, such as bridge.example.org');
  },
};

export const xmppService: Form<string> = {
  name: 'a URL, such as `xmpp://localhost:5347`',
  schema: { type: 'string', pattern: '^xmpp://.+:[0-9]{1,5}$' },
  read: (text) =>
    matching(
      text,
      /^xmpp:\/\/(?:\[[0-9A-Fa-f:.]+\]|[^\s/:@[\]?#]+):[0-9]{1,5}$/,
      'a URL with a port, such as xmpp://localhost:5347',
    ),
};

export function httpUrl(example: string): Form<string> {
  return {
    name: `a URL, such as \`${example}\``,
    schema: { type: 'string', pattern: '^https?://.+' },
    read: (text) => matching(text, /^https?:\/\/[^\s/]+\S*$/, 'a URL with http:// or https://'),
  };
}

export const redisUrl: Form<string> = {
  name: 'a URL with `redis:`, `rediss:`, `redis+sentinel:` or `redis+cluster:`',
  schema: { type: 'string', pattern: '^rediss?([+](sentinel|cluster))?://[^ ]+$' },
  read: (text) =>
    matching(
      text,
      /^rediss?(?:\+(?:sentinel|cluster))?:\/\/\S+$/,
      'a URL, such as redis://localhost:6379',
    ),
};

export function choice<const Names extends readonly string[]>(names: Names): Form<Names[number]> {
  return {
    name: `one of ${names.map((name) => `\`${name}\``).join(', ')}`,
    schema: { enum: names },
    read(text) {
      const found = names.find((name) => name === text);
      if (found === undefined) throw new NotInForm(`write one of ${names.join(', ')}`);
      return found;
    },
  };
}

export function listOf<T>(form: Form<T>, what: string): Form<readonly T[]> {
  return {
    name: `${what}, comma-separated`,
    schema: {
      oneOf: [{ type: 'array', items: form.schema }, { type: 'string' }],
    },
    read: (text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => form.read(part)),
  };
}

function measure(text: string, units: Readonly<Record<string, number>>, what: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]*)$/.exec(text) ?? [];
  const factor = units[unit];
  const amount = digits === undefined || factor === undefined ? NaN : Number(digits) * factor;
  if (Number.isSafeInteger(amount)) return amount;
  throw new NotInForm(`write ${what}`);
}

function whole(text: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new NotInForm(`write a whole number from ${min} to ${max}`);
}

function matching(text: string, pattern: RegExp, what: string): string {
  if (pattern.test(text)) return text;
  throw new NotInForm(`write ${what}`);
}
