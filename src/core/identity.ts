/**
 * Whom a caller may speak as, and hear for. An identity is an address on the component domain: the domain
 * itself or a bare JID `local@domain`. Patterns are of local parts: `alerts`, `bot-*`, or `*` for all of them
 * and the domain.
 */
import type { Caller } from './caller.ts';
import { BridgeError } from './errors.ts';
import { bareOf, domainOf, parseJid, prepareJid, type Jid } from './jid/jid.ts';

/**
 * The prepared address that a stanza leaves from. A resource is kept.
 * Throws `identity-forbidden` for an address that is not the caller's, `invalid-request` at `/from` for one
 * that is no JID, or that was left out by a caller that has no default.
 */
export function resolveFrom(
  caller: Caller,
  from: string | undefined,
  componentDomain: string,
): string {
  if (from === undefined) return defaultIdentity(caller, componentDomain);
  const jid = parseJid(from);
  const prepared = prepareJid(from);
  if (jid === undefined || prepared === undefined) {
    throw badFrom('This is not a JID; write local@domain.');
  }
  if (!owns(caller, jid, componentDomain)) {
    throw new BridgeError('identity-forbidden', `This key may not speak as ${bareOf(jid)}.`, {
      errors: [
        { pointer: '/from', detail: `Use one of the key's identities on ${componentDomain}.` },
      ],
    });
  }
  return prepared;
}

/** Throws `recipient-forbidden` unless the caller may send to a prepared address. */
export function checkRecipient({ recipients }: Caller, to: string): void {
  if (recipients === undefined) return;
  const domain = domainOf(to);
  if (recipients.some((pattern) => matchesPattern(pattern, domain))) return;
  throw new BridgeError('recipient-forbidden', `This key may not send to ${domain}.`, {
    errors: [{ pointer: '/to', detail: `Send to one of: ${recipients.join(', ')}.` }],
  });
}

/** Whether the caller may see what concerns an address of the bridge (prepared, with or without resource). */
export function mayUse(caller: Caller, address: string, componentDomain: string): boolean {
  if (caller.identities.includes('*')) return true;
  const jid = parseJid(address);
  return jid !== undefined && owns(caller, jid, componentDomain);
}

/** Whether any of the patterns covers a local part; the empty local part is the component domain itself. */
function coversLocal(patterns: readonly string[], local: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, local));
}

/** `*` stands for any run of characters; a pattern other than `*` itself never means the domain. */
export function matchesPattern(pattern: string, local: string): boolean {
  if (pattern === '*') return true;
  if (local === '') return false;
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return local === head;
  if (local.length < head.length + tail.length) return false;
  if (!local.startsWith(head) || !local.endsWith(tail)) return false;
  return inOrder(parts, local.slice(head.length, local.length - tail.length));
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

function owns(caller: Caller, jid: Jid, componentDomain: string): boolean {
  return jid.domain === componentDomain && coversLocal(caller.identities, jid.local);
}

/** The first identity that is not a pattern; for a caller with all of them, the domain itself. */
function defaultIdentity(caller: Caller, componentDomain: string): string {
  if (caller.identities.includes('*')) return componentDomain;
  const local = caller.identities.find((identity) => !identity.includes('*'));
  if (local === undefined) {
    throw badFrom('This key has no default identity; say in "from" which of them speaks.');
  }
  return `${local}@${componentDomain}`;
}

function badFrom(detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer: '/from', detail }] });
}
