/** The forms that a setting's text can have. Each reads its text or throws a sentence that says what to write. */
import { isIP } from 'node:net';
import { parseJid } from '../core/jid/jid.ts';
import { nearest } from '../core/nearest.ts';
import { httpUrlFault, originFault, serviceUrlFault } from './url-faults.ts';

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
  read: (text) => {
    const [, digits, unit = ''] = MEASURE.exec(text) ?? [];
    if (digits === undefined) throw new NotInForm(DURATION_ADVICE);
    const amount =
      Number(digits) * (Object.hasOwn(DURATION_MS, unit) ? (DURATION_MS[unit] ?? 0) : NaN);
    if (Number.isSafeInteger(amount)) return amount;
    throw new NotInForm(DURATION_ADVICE + unitHint(digits, unit));
  },
};

const DAY_MS = 86_400_000;
/** The longest that a timer of Node waits is 24.8 days: a longer one would end at once. */
const MAX_TIMER_MS = 24 * DAY_MS;

/** Milliseconds that a timer waits, or none. */
export const delay: Form<number> = between(0, MAX_TIMER_MS, 'a duration from 0s to 24d');

/** Milliseconds that a timer waits. */
export const wait: Form<number> = between(1, MAX_TIMER_MS, 'a duration from 1ms to 24d');

/** Milliseconds that something is kept. */
export const period: Form<number> = between(1, 3_650 * DAY_MS, 'a duration from 1ms to 3650d');

function between(min: number, max: number, what: string): Form<number> {
  const read = (text: string) => {
    const ms = duration.read(text);
    if (ms >= min && ms <= max) return ms;
    throw new NotInForm(`write ${what}`);
  };
  return { ...duration, read };
}
/** A duration that may also be written as its milliseconds. */
export const milliseconds: Form<number> = {
  name: 'milliseconds or a duration, such as `1500` or `2s`',
  schema: {
    type: ['string', 'integer'],
    pattern: '^[0-9]+([.][0-9]+)? ?(ms|s|m|h|d)?$',
    minimum: 0,
  },
  read: (text) => (/^[0-9]{1,9}$/.test(text) ? Number(text) : duration.read(text)),
};

/** Bytes. */
export const size: Form<number> = {
  name: 'a size, such as `65536`, `128KiB` or `1MiB`',
  schema: {
    type: ['string', 'integer'],
    pattern: '^[0-9]+([.][0-9]+)? ?(B|KiB|MiB|GiB)?$',
    minimum: 1,
  },
  read: (text) => {
    const [, digits, unit = ''] = MEASURE.exec(text) ?? [];
    if (digits === undefined) throw new NotInForm(SIZE_ADVICE);
    const amount =
      Number(digits) * (Object.hasOwn(SIZE_BYTES, unit) ? (SIZE_BYTES[unit] ?? 0) : NaN);
    if (Number.isSafeInteger(amount) && amount > 0) return amount;
    throw new NotInForm(
      amount === 0 ? 'write a size from 1 byte' : SIZE_ADVICE + sizeHint(digits, unit),
    );
  },
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

/** Each costs the store a command a second. */
export const partitions: Form<number> = {
  name: 'a whole number from 1 to 256',
  schema: { type: 'integer', minimum: 1, maximum: 256 },
  read: (text) => whole(text, 1, 256),
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

/** An address of this machine, or a name of it. */
export const listenHost: Form<string> = {
  name: 'an address or a host name',
  schema: { type: 'string', minLength: 1 },
  read(text) {
    if (isIP(text) !== 0 || HOST_NAME.test(text)) return text;
    throw new NotInForm('write an address or a host name without a port, such as 0.0.0.0 or ::');
  },
};

/** What a certificate is for. */
export const certificateName: Form<string> = {
  ...listenHost,
  name: 'a host name or an address',
  read(text) {
    if (isIP(text) !== 0 || HOST_NAME.test(text)) return text;
    throw new NotInForm('write a host name or an address, such as xmpp.example.org');
  },
};

const HOST_NAME = /^(?!.*\.\.)[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?$/i;

export const xmppService: Form<string> = {
  name: 'a URL, such as `xmpp://localhost:5347` or `xmpps://xmpp.example.org:5348`',
  schema: { type: 'string', pattern: '^xmpps?://.+:[0-9]{1,5}$' },
  read: (text) => unless(serviceUrlFault(text), text),
};

export function httpUrl(example: string): Form<string> {
  return {
    name: `a URL, such as \`${example}\``,
    schema: { type: 'string', pattern: '^https?://.+' },
    read: (text) => unless(httpUrlFault(text, example), text),
  };
}

/** Credentials in it are percent-encoded. */
export const proxyUrl: Form<string> = {
  name: 'a URL, such as `http://proxy:3128` or `https://user:password@proxy:3129`',
  schema: { type: 'string', pattern: '^https?://[^/?#]+/?$' },
  read(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isHttp = /^https?:\/\//i.test(text);
    const isBare = url?.pathname === '/' && !/[?#\s]/.test(text);
    if (url !== undefined && isHttp && isBare && isDecodable(url.username + url.password)) {
      return text;
    }
    throw new NotInForm(
      'write http://host:port or https://host:port, with user:password@ before the host where the proxy wants them, percent-encoded',
    );
  },
};

/** An entry of a list of hosts that need no proxy. */
export const noProxyEntry: Form<string> = {
  name: 'a host name, a domain, an address or a CIDR',
  schema: { type: 'string', minLength: 1 },
  read(text) {
    const [address = '', bits, ...rest] = text.split('/');
    const family = isIP(address);
    const isRange = family !== 0 && rest.length === 0 && isPrefix(bits, family);
    const isName = /^(?:\*?\.)?[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?$/i.test(text);
    if (text === '*' || isRange || (family === 0 && isName)) return text;
    throw new NotInForm('write host names, domains, addresses and CIDRs, without port and scheme');
  },
};

export const network: Form<string> = {
  name: 'an address or a CIDR',
  schema: { type: 'string', pattern: '^[0-9A-Fa-f.:]+(/[0-9]{1,3})?$' },
  read(text) {
    const [address = '', bits, ...rest] = text.split('/');
    const family = isIP(address);
    if (family !== 0 && rest.length === 0 && isPrefix(bits, family)) return text;
    throw new NotInForm('write addresses and CIDRs, such as 10.0.0.0/8');
  },
};

function isPrefix(bits: string | undefined, family: number): boolean {
  if (bits === undefined) return true;
  return /^[0-9]{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export const origin: Form<string> = {
  name: 'an origin, such as `https://shop.example`',
  schema: { type: 'string', pattern: '^[!-~]+$' },
  read: (text) => unless(originFault(text), text),
};

/** Its parts are checked by the store, which knows what it can connect to: `cli/usable-settings.ts`. */
export const redisUrl: Form<string> = {
  name: 'a URL with `redis:`, `rediss:`, `redis+sentinel:` or `redis+cluster:`',
  schema: { type: 'string', pattern: '^rediss?([+](sentinel|cluster))?://[^ ]+$' },
  read: (text) =>
    matching(
      text,
      /^rediss?(?:\+(?:sentinel|cluster))?:\/\/[^]+$/i,
      'a URL with redis:// or rediss://, such as redis://localhost:6379',
    ),
};

export function choice<const Names extends readonly string[]>(names: Names): Form<Names[number]> {
  return {
    name: `one of ${names.map((name) => `\`${name}\``).join(', ')}`,
    schema: { enum: names },
    read(text) {
      const found = names.find((name) => name === text);
      if (found !== undefined) return found;
      const meant = nearest(
        text.toLowerCase(),
        names.map((name) => name.toLowerCase()),
      );
      const name = names.find((it) => it.toLowerCase() === meant);
      const hint = name === undefined ? '' : `; did you mean ${name}?`;
      throw new NotInForm(`write one of ${names.join(', ')}${hint}`);
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

const MEASURE = /^(\d+(?:\.\d+)?) ?([^\d\s.]*)$/;
const DURATION_ADVICE = 'write a duration, such as 500ms, 15s or 24h';
const SIZE_ADVICE = 'write a size, such as 128KiB or 1MiB';

/** How a duration would be written by somebody who did not know our units. */
const OTHER_UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(milliseconds?|millis|msecs?)$/i, 'ms'],
  [/^(seconds?|secs?|s)$/i, 's'],
  [/^(minutes?|mins?|m)$/i, 'm'],
  [/^(hours?|hrs?|h)$/i, 'h'],
  [/^(days?|d)$/i, 'd'],
];

function unitHint(digits: string, unit: string): string {
  if (unit === '') return `; a unit is missing: ${digits}s is seconds, ${digits}ms milliseconds`;
  if (Object.hasOwn(DURATION_MS, unit)) return '; in whole milliseconds';
  const [, known] = OTHER_UNITS.find(([pattern]) => pattern.test(unit)) ?? [];
  return known === undefined
    ? `; ${unit} is not a unit: ms, s, m, h and d are`
    : `; did you mean ${digits}${known}?`;
}

function sizeHint(digits: string, unit: string): string {
  if (Object.hasOwn(SIZE_BYTES, unit)) return '; in whole bytes';
  const [, letter] = /^([kmg])(?:i?b(?:ytes?)?)?$/i.exec(unit) ?? [];
  return letter === undefined
    ? `; ${unit} is not a unit: B, KiB, MiB and GiB are`
    : `; did you mean ${digits}${letter.toUpperCase()}iB?`;
}

function whole(text: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new NotInForm(`write a whole number from ${min} to ${max}`);
}

/** `text`, unless there is a fault. */
function unless(fault: string | undefined, text: string): string {
  if (fault === undefined) return text;
  throw new NotInForm(fault);
}

function matching(text: string, pattern: RegExp, what: string): string {
  if (pattern.test(text)) return text;
  throw new NotInForm(`write ${what}`);
}
