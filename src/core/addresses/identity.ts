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

/** Of every identity, wherever a full JID is needed: nobody may see which replica has the link. */
export const RESOURCE = 'bridge';

/** Of an identity; a resource that the caller chose is kept. */
export function fullJid(identity: string): string {
  return identity.includes('/') ? identity : `${identity}/${RESOURCE}`;
}

/**
 * The prepared address that a stanza leaves from; a local part alone is one at the bridge's domain. A resource is kept.
 * Throws `identity-forbidden` for an address that is not the caller's, `invalid-address` at `/from` (or `pointer`) for one
 * that is no JID, `invalid-request` where it was left out by a caller that has no default.
 */
export function resolveFrom(
  caller: Caller,
  from: string | undefined,
  domain: string,
  pointer = '/from',
): string {
  if (from === undefined) return defaultIdentity(caller, domain, pointer);
  const address = identityAddress(from, domain);
  const jid = parseJid(address);
  const prepared = prepareJid(address);
  if (jid === undefined || prepared === undefined) {
    throw badAddress(pointer, explainAddress(from, { domain, serverDomain: domain }));
  }
  if (!owns(caller, jid, domain)) {
    throw new BridgeError('identity-forbidden', `This key may not speak as ${bareOf(jid)}.`, {
      errors: [{ pointer, detail: `Use one of the key's identities on ${domain}.` }],
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
  if (patternTest(recipients)(domain)) return;
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

/** `*` stands for any run of characters; a pattern other than `*` itself never means the domain. */
export function matchesPattern(pattern: string, local: string): boolean {
  if (pattern === '*') return true;
  return local !== '' && fits(globOf(pattern), local);
}

/** Tests of lists that are kept, such as those of keys: they are taken apart once, not for each request. */
const COMPILED = new WeakMap<readonly string[], (text: string) => boolean>();

/**
 * Whether any of the patterns matches, as `matchesPattern` does. Texts without a `*` are looked up in a set; each other
 * pattern takes time in proportion to the text, whatever it is made of.
 */
export function patternTest(patterns: readonly string[]): (text: string) => boolean {
  const known = COMPILED.get(patterns);
  if (known !== undefined) return known;
  const test = compile(patterns);
  COMPILED.set(patterns, test);
  return test;
}

function compile(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.includes('*')) return () => true;
  const whole = new Set(patterns.filter((it) => !it.includes('*')));
  const open = openPatterns(patterns).map(globOf);
  return (text) => text !== '' && (whole.has(text) || open.some((glob) => fits(glob, text)));
}

/** Those that have to be compared one by one. */
export function openPatterns(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns.filter((it) => it.includes('*')))];
}

/** Whether an address of the bridge (prepared) is one that the patterns of local parts mean. */
export function identityTest(
  patterns: readonly string[],
  domain: string,
): (address: string) => boolean {
  if (patterns.includes('*')) return () => true;
  const test = patternTest(patterns);
  const host = `@${domain}`;
  return (address) => {
    const slash = address.indexOf('/');
    const account = slash === -1 ? address : address.slice(0, slash);
    return account.endsWith(host) && test(account.slice(0, -host.length));
  };
}

/** A pattern taken apart at each `*`. */
interface Glob {
  readonly head: string;
  readonly middle: readonly string[];
  /** Undefined where there is no `*`. */
  readonly tail: string | undefined;
  /** Characters that a text has at least. */
  readonly least: number;
}

function globOf(pattern: string): Glob {
  const [head = '', ...middle] = pattern.split('*');
  const tail = middle.pop();
  const least = pattern.length - middle.length - (tail === undefined ? 0 : 1);
  return { head, middle: middle.filter((part) => part !== ''), tail, least };
}

/** Each part is looked for once, from where the one before it ended: nothing is ever tried again. */
function fits({ head, middle, tail, least }: Glob, text: string): boolean {
  if (tail === undefined) return text === head;
  if (text.length < least) return false;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  const end = text.length - tail.length;
  let at = head.length;
  for (const part of middle) {
    const found = text.indexOf(part, at);
    at = found + part.length;
    if (found === -1 || at > end) return false;
  }
  return true;
}

function owns(caller: Caller, jid: Jid, domain: string): boolean {
  if (jid.domain !== domain) return false;
  // Only `*` also means the domain itself.
  return caller.identities.includes('*') || patternTest(caller.identities)(jid.local);
}

/** The first identity that is not a pattern; for a caller with all of them, the domain itself. */
function defaultIdentity(caller: Caller, domain: string, pointer: string): string {
  if (caller.identities.includes('*')) return domain;
  const local = caller.identities.find((identity) => !identity.includes('*'));
  if (local === undefined) {
    throw noDefault(pointer);
  }
  return `${local}@${domain}`;
}

function noDefault(pointer: string): BridgeError {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const detail = `This key has no default identity; say in "${name}" which of them speaks.`;
  return new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}

function badAddress(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-address', detail, { errors: [{ pointer, detail }] });
}
