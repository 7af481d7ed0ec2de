import { quoted } from '../../core/errors.ts';
import type { Faults } from './faults.ts';
import { prepareJid } from '../../core/jid/jid.ts';
import { holdsOnlyChars } from '../xml/characters.ts';

/** The prepared form of whom a stanza is for, or undefined after naming the fault. */
export function checkTo(text: string | undefined, faults: Faults): string | undefined {
  if (text === undefined) faults.add('/to', 'is missing; every stanza of a component has one');
  return text === undefined ? undefined : checkAddress(text, '/to', faults);
}

/**
 * The prepared form of who speaks. The domain has to be written as the server knows it, in lower case: with any other
 * spelling Prosody closes the stream.
 */
export function checkFrom(
  text: string | undefined,
  domain: string,
  faults: Faults,
): string | undefined {
  if (text === undefined) {
    faults.add('/from', 'is missing; every stanza of a component has one');
    return undefined;
  }
  const prepared = checkAddress(text, '/from', faults);
  if (prepared !== undefined && domainOf(text) !== domain) {
    faults.add('/from', `is not an address of ${domain}`);
    return undefined;
  }
  return prepared;
}

function checkAddress(text: string, pointer: string, faults: Faults): string | undefined {
  const prepared = prepareJid(text);
  if (prepared === undefined || !holdsOnlyChars(prepared)) {
    faults.add(pointer, `${quoted(text)} is not a valid JID`);
    return undefined;
  }
  return prepared;
}

/** As written (RFC 7622 §3.2): up to the first slash, and behind the first at sign in that. */
function domainOf(text: string): string {
  const slash = text.indexOf('/');
  const bare = slash === -1 ? text : text.slice(0, slash);
  return bare.slice(bare.indexOf('@') + 1);
}
