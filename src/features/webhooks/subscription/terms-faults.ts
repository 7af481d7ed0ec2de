/** What is wrong with the URL and the credentials of a webhook, beyond what the contract says. Pure. */
import { isIP } from 'node:net';
import { literalOf, type TargetRule } from '../../../egress/guard.ts';
import { MASK, type Authorization, type Credentials } from '../target/credentials.ts';
import { BridgeError, type InputFault } from '../../../core/errors.ts';
import { pointerToken } from '../../../core/json/pointer.ts';

const EXAMPLE = 'https://shop.example/hooks/xmpp';

/** Throws `invalid-request` if something is wrong. */
export function refuseFaults(errors: readonly InputFault[]): void {
  const [first] = errors;
  if (first !== undefined) throw new BridgeError('invalid-request', first.detail, { errors });
}

/** The sentence never has the URL in it: that may hold a password. */
export function urlFaults(text: string, rule: TargetRule): readonly InputFault[] {
  const detail = spellingFault(text) ?? targetFault(new URL(text), rule);
  return detail === undefined ? [] : [{ pointer: '/url', detail }];
}

/** The URL as it is stored: a host in Punycode, nothing that is never sent. */
export function normalUrl(text: string): string {
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

function spellingFault(text: string): string | undefined {
  if (text.trim() === '') return `Write the URL that events are posted to, such as ${EXAMPLE}.`;
  // eslint-disable-next-line no-control-regex -- URL drops some of them in silence.
  if (/[\s\u0000-\u001f\u007f]/.test(text)) {
    return 'Take the spaces and line breaks out of the URL; inside a path or query a space is %20.';
  }
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text) ?? [];
  if (scheme === undefined) return `Write the whole URL with its scheme, such as ${EXAMPLE}.`;
  if (!/^https?$/i.test(scheme)) {
    return `Events are posted over https or http, not ${scheme.toLowerCase()}; write https:// in front.`;
  }
  return URL.canParse(text) ? undefined : unreadable(text);
}

/** `URL` says only that it cannot read it. */
function unreadable(text: string): string {
  const [authority = ''] = text.replace(/^[a-z]+:\/\//i, '').split(/[/?#\\]/);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '') return `The URL has no host; write one, such as ${EXAMPLE}.`;
  if (isIP(host) === 6)
    return 'Put the IPv6 address in brackets, as in https://[2001:db8::1]/hook.';
  if (URL.canParse(`https://${host.replace(/:[^:\]]*$/, '')}`)) {
    return 'The port of the URL is no number from 1 to 65535.';
  }
  return 'The host of the URL is no host name or address; other characters are percent-encoded.';
}

function targetFault(url: URL, rule: TargetRule): string | undefined {
  if (url.username !== '' || url.password !== '') {
    return 'Take user name and password out of the URL; give them in `authorization`, as {"scheme": "basic", "username": …, "password": …}.';
  }
  if (url.hash !== '') return 'Take the fragment (from # on) out of the URL; it is never sent.';
  if (url.port === '0') return 'Port 0 cannot be connected to; write a port from 1 to 65535.';
  const address = literalOf(url);
  const secure = url.protocol === 'https:';
  // A name is judged by the address it leads to, each time that a connection is made.
  if (address === undefined || rule({ host: address, address, secure })) return undefined;
  return 'This address is not public, or needs https; the operator can allow it with BRIDGE_WEBHOOK_ALLOW.';
}

const STANZA_EVENTS = ['message.received', 'presence.received', 'iq.received'];

/** mod_rest knows stanzas only. */
export function formatFaults(
  format: string,
  events: readonly string[],
  pointerOf = (index: number) => `/events/${index}`,
): InputFault[] {
  if (format !== 'mod_rest') return [];
  return events.flatMap((type, index) => {
    if (STANZA_EVENTS.includes(type)) return [];
    const detail = `The format mod_rest has ${STANZA_EVENTS.join(', ')}; leave out ${type}, or give it a webhook of its own.`;
    return [{ pointer: pointerOf(index), detail }];
  });
}

/** Bytes, of names and values together. */
const MAX_HEADER_BYTES = 8 * 1024;
const MAX_HEADERS = 16;

/** Of credentials as they would be stored. The values are never in the sentence. */
export function credentialFaults({ headers = {}, authorization }: Credentials): InputFault[] {
  const entries = Object.entries(headers);
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const whole = (detail: string) => [{ pointer: '/headers', detail }];
  return [
    ...(entries.length > MAX_HEADERS ? whole(`Give at most ${MAX_HEADERS} headers.`) : []),
    ...(bytes > MAX_HEADER_BYTES ? whole('Use at most 8 KiB of headers in all.') : []),
    ...sameNames(entries.map(([name]) => name)),
    ...entries.flatMap(([name, value]) => {
      const detail = nameFault(name) ?? valueFault(value);
      return detail === undefined ? [] : [{ pointer: `/headers/${pointerToken(name)}`, detail }];
    }),
    ...(authorization === undefined ? [] : authorizationFaults(authorization)),
  ];
}

/** Names that a caller gave more than once. */
export function sameNames(names: readonly string[]): InputFault[] {
  const lower = names.map((name) => name.toLowerCase());
  return names
    .filter((_, index) => lower.indexOf(lower[index] ?? '') < index)
    .map((name) => ({
      pointer: `/headers/${pointerToken(name)}`,
      detail: 'Give each header once; upper and lower case are the same.',
    }));
}

/** Set by the bridge, or of the connection and not of the request (RFC 9110 §7.6.1). */
const RESERVED =
  /^(?:host|content-(?:length|type|encoding)|user-agent|webhook-.*|traceparent|tracestate|transfer-encoding|te|trailer|connection|keep-alive|upgrade|expect|http2-settings|proxy-.*)$/i;

function nameFault(name: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]{1,128}$/i.test(name)) {
    return 'The name of a header is 1 to 128 letters, digits or hyphens.';
  }
  if (/^authorization$/i.test(name)) {
    return 'Give this in `authorization` instead, as {"scheme": "bearer", "token": …} or {"scheme": "basic", "username": …, "password": …}.';
  }
  if (RESERVED.test(name))
    return 'The bridge sets this header itself, or the connection does; leave it out.';
  return undefined;
}

function valueFault(value: string): string | undefined {
  if (value === MASK) return stored();
  if (/^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return undefined;
  return 'The value of a header is visible ASCII characters, with spaces between them only; no line breaks.';
}

function authorizationFaults(authorization: Authorization): InputFault[] {
  const fault = (key: string, detail: string) => [{ pointer: `/authorization/${key}`, detail }];
  if (authorization.scheme === 'bearer') {
    const detail = tokenFault(authorization.token);
    return detail === undefined ? [] : fault('token', detail);
  }
  const { username, password } = authorization;
  if (username === MASK) return fault('username', stored());
  if (password === MASK) return fault('password', stored());
  // RFC 7617 §2.
  if (/[:\p{Cc}]/u.test(username)) {
    return fault('username', 'A user name of Basic has no colon and no control characters.');
  }
  return /\p{Cc}/u.test(password) ? fault('password', 'A password has no control characters.') : [];
}

function tokenFault(token: string): string | undefined {
  if (token === MASK) return stored();
  if (/^Bearer /i.test(token)) return 'Leave out the word Bearer; the bridge puts it there.';
  return /^[\x21-\x7e]+$/.test(token)
    ? undefined
    : 'A token is visible ASCII characters without spaces.';
}

function stored(): string {
  return `${MASK} stands for the stored value, but no value is stored; write the value itself.`;
}

/** As a caller writes it: which keys go with which scheme is checked here. */
export interface AuthorizationInput {
  readonly scheme: Authorization['scheme'];
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
}

const KEYS = { basic: ['username', 'password'], bearer: ['token'] } as const;

/** Throws `invalid-request` for keys that do not go with the scheme. */
export function readAuthorization(input: AuthorizationInput): Authorization {
  const { scheme, username, password, token } = input;
  const wanted: readonly string[] = KEYS[scheme];
  const faults = [...KEYS.basic, ...KEYS.bearer].flatMap((key): InputFault[] => {
    const pointer = `/authorization/${key}`;
    const isGiven = input[key] !== undefined;
    if (isGiven === wanted.includes(key)) return [];
    const detail = isGiven
      ? `Leave out "${key}": with "${scheme}" write ${wanted.join(' and ')}.`
      : `Add "${key}": "${scheme}" needs it.`;
    return [{ pointer, detail }];
  });
  refuseFaults(faults);
  return scheme === 'basic'
    ? { scheme, username: username ?? '', password: password ?? '' }
    : { scheme, token: token ?? '' };
}
