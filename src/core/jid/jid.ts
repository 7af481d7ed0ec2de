/**
 * Addresses. A JID is prepared once, where it comes in; everything behind that border compares plain strings.
 * What is accepted and how it is folded is what Prosody does (test/stanza/jid-prosody.test.ts holds both
 * against each other and lists where this file is stricter, and why).
 */
import { prepareDomain, prepareLocal, prepareResource } from './stringprep.ts';

/** A prepared address. A part that is absent is the empty string. */
export interface Jid {
  readonly local: string;
  readonly domain: string;
  readonly resource: string;
}

/** RFC 7622 §3.1: of each part, in bytes. */
const MAX_PART = 1023;

/** Three parts, `@`, `/` and the dot of the DNS root. */
const MAX_JID = 3 * MAX_PART + 3;

/** Preparation changes nothing here but the case of the first two parts. */
const ASCII_JID = /^(?:([^\0- "&'/:<>@\x7f-\uffff]+)@)?([a-z0-9._-]*[a-z0-9_-])(?:\/([ -~]+))?$/i;

/** `local@domain/resource` before preparation: RFC 7622 §3.2 splits at the first `/`, then at the first `@`. */
const JID = /^(?:([^@/]+)@)?([^@/]+)(?:\/(.+))?$/s;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Nameprep lets through what no host name holds (RFC 7622 §3.2), and makes `@`, `/` and a last `.` of
 * full-width ones: the address written out would be read back as another.
 */
const NOT_IN_DOMAIN = /[\0- "&'/<>@\x7f]|\.$/;

/** Characters without a glyph would make two accounts look like one (RFC 8264 §9.13). */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

interface KnownJid {
  readonly jid: Jid;
  readonly prepared: string;
}

/** The same addresses come again and again, in and out: preparing one costs more than most of what is done with it. */
const known = new Map<string, KnownJid>();
const MAX_KNOWN = 4_096;
const LONGEST_KNOWN = 256;

/** The prepared address that a text names, or undefined if it names none. */
export function parseJid(text: string): Jid | undefined {
  return lookUp(text)?.jid;
}

/** The prepared address as text. */
export function prepareJid(text: string): string | undefined {
  return lookUp(text)?.prepared;
}

function lookUp(text: string): KnownJid | undefined {
  return known.get(text) ?? learn(text);
}

function learn(text: string): KnownJid | undefined {
  const jid = parse(text);
  if (jid === undefined) return undefined;
  const found = { jid, prepared: formatJid(jid) };
  if (text.length > LONGEST_KNOWN) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, found);
  return found;
}

function parse(text: string): Jid | undefined {
  const ascii = text.length <= MAX_PART ? ASCII_JID.exec(text) : null;
  if (ascii === null) return parseAnyJid(text);
  const [, local = '', domain = '', resource = ''] = ascii;
  return { local: local.toLowerCase(), domain: domain.toLowerCase(), resource };
}

function parseAnyJid(text: string): Jid | undefined {
  if (text.length > MAX_JID || LONE_SURROGATE.test(text)) return undefined;
  const [, rawLocal, rawDomain = '', rawResource] = JID.exec(text) ?? [];
  const domain = prepared(withoutRoot(rawDomain), prepareDomain);
  const local = rawLocal === undefined ? '' : prepared(rawLocal, prepareLocal);
  const resource = rawResource === undefined ? '' : prepared(rawResource, prepareResource);
  if (domain === undefined || local === undefined || resource === undefined) return undefined;
  if (NOT_IN_DOMAIN.test(domain) || INVISIBLE.test(domain) || INVISIBLE.test(local)) {
    return undefined;
  }
  return { local, domain, resource };
}

/** RFC 7622 §3.2: the dot of the DNS root is not part of the domain. */
function withoutRoot(domain: string): string {
  return domain.endsWith('.') ? domain.slice(0, -1) : domain;
}

/** The limit holds before preparation too: what shrinks below it is refused by the server all the same. */
function prepared(part: string, prepare: (text: string) => string | undefined): string | undefined {
  const result = fits(part) ? prepare(part) : undefined;
  return result !== undefined && fits(result) ? result : undefined;
}

function fits(part: string): boolean {
  return part !== '' && (part.length * 3 <= MAX_PART || byteLength(part) <= MAX_PART);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The address as text. */
export function formatJid(jid: Jid): string {
  return jid.resource === '' ? bareOf(jid) : `${bareOf(jid)}/${jid.resource}`;
}

/** The address without its resource. */
export function bareOf(jid: Jid): string {
  return jid.local === '' ? jid.domain : `${jid.local}@${jid.domain}`;
}

/** {@link bareOf} for the text of a prepared address: the hot path of routing, without parsing. */
export function bare(prepared: string): string {
  const slash = prepared.indexOf('/');
  return slash === -1 ? prepared : prepared.slice(0, slash);
}

/** The domain in the text of a prepared address. */
export function domainOf(prepared: string): string {
  const account = bare(prepared);
  return account.slice(account.indexOf('@') + 1);
}
