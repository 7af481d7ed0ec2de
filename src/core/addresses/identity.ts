/**
 * Whom a caller may speak as, and hear for. An identity is an address on the bridge's domain: the domain
 * itself or a bare JID `local@domain`. Patterns are of local parts: `alerts`, `bot-*`, or `*` for all of them
 * and the domain.
 */
import type { Caller } from '../caller.ts';
import { BridgeError } from '../errors.ts';
import { explainAddress } from './address-advice.ts';
import { prepareAddress, withoutScheme, type HomeDomains } from './address.ts';
import { bareOf, domainOf, parseJid, prepareJid, type Jid } from '../jid/jid.ts';

/**
 * The prepared address that a stanza leaves from; a local part alone is one at the bridge's domain. A resource is kept.
 * Throws `identity-forbidden` for an address that is not the caller's, `invalid-address` at `/from` for one
 * that is no JID, `invalid-request` where it was left out by a caller that has no default.
 */
export function resolveFrom(caller: Caller, from: string | undefined, domain: string): string {
  if (from === undefined) return defaultIdentity(caller, domain);
  const address = identityAddress(from, domain);
  const jid = parseJid(address);
  const prepared = prepareJid(address);
  if (jid === undefined || prepared === undefined) {
    throw badAddress('/from', explainAddress(from, { domain, serverDomain: domain }));
  }
  if (!owns(caller, jid, domain)) {
    throw new BridgeError('identity-forbidden', `This key may not speak as ${bareOf(jid)}.`, {
      errors: [{ pointer: '/from', detail: `Use one of the key's identities on ${domain}.` }],
    });
  }
  return prepared;
}

/** The two addresses of a stanza, as its caller wrote them. */
export interface Addressed {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Who speaks, as `resolveFrom` says, and to whom; undefined where the stanza does not say it.
 * Throws `invalid-address` at `/to` as well.
 */
export function resolveAddresses(
  caller: Caller,
  { from, to }: Addressed,
  home: HomeDomains,
): { readonly from: string; readonly to: string | undefined } {
  const speaker = resolveFrom(caller, from, home.domain);
  if (to === undefined) return { from: speaker, to };
  const prepared = prepareAddress(to, home);
  if (prepared === undefined) throw badAddress('/to', explainAddress(to, home));
  return { from: speaker, to: prepared };
}

/** What has no `@` is a local part, unless it is the bridge's domain, one that it lies in, or one below it. */
function identityAddress(from: string, domain: string): string {
  const plain = withoutScheme(from) ?? from;
  if (plain.includes('@')) return plain;
  const slash = plain.indexOf('/');
  const name = slash === -1 ? plain : plain.slice(0, slash);
  const host = parseJid(name)?.domain ?? '';
  const isDomain =
    host === domain ||
    host.endsWith(`.${domain}`) ||
    (host.includes('.') && domain.endsWith(`.${host}`));
  return isDomain ? plain : `${name}@${domain}${plain.slice(name.length)}`;
}

/** Throws `recipient-forbidden` unless the caller may send to a prepared address. `inside`: the stanza names it further in. */
export function checkRecipient(
  { recipients }: Caller,
  to: string,
  { pointer, inside }: { readonly pointer: string; readonly inside?: true } = { pointer: '/to' },
): void {
  if (recipients === undefined) return;
  const domain = domainOf(to);
  if (recipients.some((pattern) => matchesPattern(pattern, domain))) return;
  const what = inside === true ? 'a stanza that names an address at' : 'to';
  throw new BridgeError('recipient-forbidden', `This key may not send ${what} ${domain}.`, {
    errors: [{ pointer, detail: `Send to one of: ${recipients.join(', ')}.` }],
  });
}

/** Whether the caller may see what concerns an address of the bridge (prepared, with or without resource). */
export function mayUse(caller: Caller, address: string, domain: string): boolean {
  if (caller.identities.includes('*')) return true;
  const jid = parseJid(address);
  return jid !== undefined && owns(caller, jid, domain);
}

/** Whether any of the patterns covers a local part; the empty local part is the bridge's domain itself. */
function coversLocal(patterns: readonly string[], local: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, local));
}

/** `*` stands for any run of characters; a pattern other than `*` itself never means the domain. */
export function matchesPattern(pattern: string, local: string): boolean {
  if (pattern === '*') return true;
  return local !== '' && fits(pattern.split('*'), local);
}

/** Whether any of the patterns matches, as `matchesPattern` does; they are taken apart once. */
export function patternTest(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.includes('*')) return () => true;
  const whole = new Set(patterns.filter((it) => !it.includes('*')));
  const open = patterns.filter((it) => it.includes('*')).map((it) => it.split('*'));
  return (text) => text !== '' && (whole.has(text) || open.some((parts) => fits(parts, text)));
}

/** Whether an address of the bridge (prepared) is one that the patterns of local parts mean. */
export function identityTest(
  patterns: readonly string[],
  domain: string,
): (address: string) => boolean {
  if (patterns.includes('*')) return () => true;
  const test = patternTest(patterns);
  return (address) => {
    const jid = parseJid(address);
    return jid?.domain === domain && test(jid.local);
  };
}

/** Each part is looked for once, from where the one before it ended: in linear time. */
function fits([head = '', ...parts]: readonly string[], text: string): boolean {
  const tail = parts.pop();
  if (tail === undefined) return text === head;
  if (text.length < head.length + tail.length) return false;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  return inOrder(parts, text.slice(head.length, text.length - tail.length));
}

function inOrder(parts: readonly string[], text: string): boolean {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}

function owns(caller: Caller, jid: Jid, domain: string): boolean {
  return jid.domain === domain && coversLocal(caller.identities, jid.local);
}

/** The first identity that is not a pattern; for a caller with all of them, the domain itself. */
function defaultIdentity(caller: Caller, domain: string): string {
  if (caller.identities.includes('*')) return domain;
  const local = caller.identities.find((identity) => !identity.includes('*'));
  if (local === undefined) {
    throw badFrom('This key has no default identity; say in "from" which of them speaks.');
  }
  return `${local}@${domain}`;
}

function badFrom(detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer: '/from', detail }] });
}

function badAddress(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-address', detail, { errors: [{ pointer, detail }] });
}
