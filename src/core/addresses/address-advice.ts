/** Why a text is no address, and what was probably meant. Only for what was refused, so it need not be fast. */
import { likelyDomain, prepareAddress, type HomeDomains } from './address.ts';
import { BridgeError, quoted } from '../errors.ts';

type Advice = (text: string, home: HomeDomains) => string | undefined;

/** A sentence that says what to write instead of a text that `prepareAddress` refuses. */
export function explainAddress(text: string, home: HomeDomains): string {
  // For a megabyte sent as an address, a search for what was meant is no help.
  if (text.length > LONGEST) return `An address has at most ${LONGEST} characters.`;
  const whole = `${quoted(text)} is not a JID; write local@domain, such as juliet@example.org.`;
  // The search takes time that grows with the square of the length, and a batch has a thousand addresses.
  if (text.length > MAX_SEARCHED) return whole;
  for (const advice of ADVICE) {
    const found = advice(text, home);
    if (found !== undefined) return `${quoted(text)} ${found}`;
  }
  return whole;
}

/** The prepared address. Throws `invalid-address` at the pointer, with what to write instead. */
export function requireAddress(text: string, home: HomeDomains, pointer: string): string {
  const address = prepareAddress(text, home);
  if (address === undefined) throw invalidAddress(explainAddress(text, home), pointer);
  return address;
}

export function invalidAddress(detail: string, pointer: string): BridgeError {
  return new BridgeError('invalid-address', detail, { errors: [{ pointer, detail }] });
}

const LONGEST = 3_071;
/** Slips in longer texts are rare. */
const MAX_SEARCHED = 256;

const blank: Advice = (text) =>
  text.trim() === '' ? 'is blank; write local@domain, such as juliet@example.org.' : undefined;

const several: Advice = (text, home) => {
  const found = text.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
  return found.length > 1 && found.every((it) => prepareAddress(it, home) !== undefined)
    ? 'holds several addresses; write one, and send to many with POST /v1/messages/batch.'
    : undefined;
};

/** `tel:+49 170 1234567`, `0049-170/1234567`, `(555) 123-4567`. */
const PHONE = /^(?:(?:tel|sms|callto):)?\+?[\d\s().\-/\u2010-\u2015\u00a0]+$/i;

const phone: Advice = (text) => {
  const plain = text.normalize('NFKC').trim();
  const digits = plain.replace(/\D/g, '');
  if (!PHONE.test(plain) || digits.length < 3) return undefined;
  const number = plain.replace(/^\w+:/, '').startsWith('+') ? `+${digits}` : digits;
  return `is a phone number, which names no JID by itself; write ${number}@ and the domain of your gateway: ${number}@sms.example.org.`;
};

const displayName: Advice = (text, home) => {
  const inside = /<([^<>]+)>[\s,;]*$/.exec(text)?.[1];
  return inside === undefined ? undefined : likely(inside, home);
};

/** Of an address that was written as something else: `mailto:`, `sip:`, a URI with a query, the URL of a site. */
const scheme: Advice = (text, home) => {
  const found = /^\s*<?(mailto|xmpp|sips?|im|pres|acct|jabber|https?):(?:\/\/)?([^?#>]*)/i.exec(
    text,
  );
  return found === null ? undefined : likely(decoded(found[2] ?? ''), home);
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const slip: Advice = (text, home) => likely(text, home);

const noLocal: Advice = (text, home) => {
  const domain = /^\s*@(.+)$/s.exec(text)?.[1]?.trim();
  const isDomain = domain !== undefined && prepareAddress(domain, home) === domain;
  if (!isDomain) return undefined;
  return `has nothing before the @; write ${domain} for the domain itself, or local@${domain}.`;
};

const noDomain: Advice = (text, home) => {
  const local = text.normalize('NFKC').trim().replace(/@$/, '');
  if (/[@/]/.test(local)) return undefined;
  const meant = prepareAddress(`${local}@${likelyDomain(home)}`, home);
  return meant && `names no domain; did you mean ${meant}?`;
};

/** What a local part may hold only in the form of XEP-0106: an e-mail address, a name with a space. */
const toEscape: Advice = (text, home) => {
  const at = text.lastIndexOf('@');
  const escaped = at > 0 ? escapeLocal(text.slice(0, at)) : undefined;
  const meant = escaped && prepareAddress(`${escaped}${text.slice(at)}`, home);
  return meant && `holds characters before the @ that have to be escaped; did you mean ${meant}?`;
};

const ADVICE: readonly Advice[] = [
  blank,
  phone,
  several,
  displayName,
  scheme,
  slip,
  noLocal,
  noDomain,
  toEscape,
];

/** Slips of typing and pasting, mended one on top of the other until an address is left. */
const MENDS: readonly ((text: string) => string)[] = [
  (text) => text.normalize('NFKC').trim(),
  (text) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''),
  (text) => text.replace(/[。｡]/g, '.'),
  (text) => text.replace(/^["'`“”‘’<([{]+|["'`“”‘’>)\]},;]+$/g, ''),
  (text) => text.replace(/[/.]+$/, ''),
  (text) => text.replace(/\s*@\s*/g, '@'),
  (text) =>
    text.replace(/\s*(?:\[at\]|\(at\)|\bat\b)\s*/i, '@').replace(/\s*[[(]dot[\])]\s*/gi, '.'),
  (text) => text.replace(/@{2,}/g, '@'),
  (text) => text.replace(/@\.+/, '@').replace(/\.{2,}/g, '.'),
  (text) => text.replace(/[?#].*$/s, ''),
  (text) => text.replace(/^([^/]*):\d*(?=$|\/)/, '$1'),
  (text) => text.replace(/(@[^/,]*),(?=[^/,]*$)/, '$1.'),
  (text) => text.replace(/\s+/g, ''),
];

function likely(text: string, home: HomeDomains): string | undefined {
  let meant = text;
  for (const mend of MENDS) {
    meant = mend(meant);
    const address = prepareAddress(meant, home);
    if (address !== undefined) return `is not a JID as it stands; did you mean ${address}?`;
  }
  return undefined;
}

/**
 * XEP-0106: a foreign name (an e-mail address, a file path) as the local part of a JID. For advice
 * only: addresses are compared in their escaped form (XEP-0106 §4.1).
 */

/** What nodeprep refuses in a local part, and the backslash where it would begin an escape (§4.1 rule 7). */
const TO_ESCAPE = /[ "&'/:<>@]|\\(?=20|22|26|27|2f|3a|3c|3e|40|5c)/gi;

/**
 * The name as a local part, or undefined for a name that begins or ends with a space, which has no escaped
 * form (§4.1 rule 6). `\2F` is guarded like `\2f`, because nodeprep will make the one of the other.
 */
function escapeLocal(name: string): string | undefined {
  if (name.startsWith(' ') || name.endsWith(' ')) return undefined;
  return name.replace(TO_ESCAPE, escape);
}

function escape(character: string): string {
  return `\\${character.charCodeAt(0).toString(16)}`;
}
