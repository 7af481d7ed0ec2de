/**
 * XEP-0106: a foreign name (an e-mail address, a file path) as the local part of a JID, and back. For display
 * and for gateways only: addresses are compared in their escaped form (XEP-0106 §4.1).
 */

/** What nodeprep refuses in a local part, and the backslash where it would begin an escape (§4.1 rule 7). */
const TO_ESCAPE = /[ "&'/:<>@]|\\(?=20|22|26|27|2f|3a|3c|3e|40|5c)/gi;

/** Lower case only: nodeprep leaves no other (§3.1). */
const ESCAPE = /\\(20|22|26|27|2f|3a|3c|3e|40|5c)/g;

const SPACE = '\\20';

/**
 * The name as a local part, or undefined for a name that begins or ends with a space, which has no escaped
 * form (§4.1 rule 6). `\2F` is guarded like `\2f`, because nodeprep will make the one of the other.
 */
export function escapeLocal(name: string): string | undefined {
  if (name.startsWith(' ') || name.endsWith(' ')) return undefined;
  return name.replace(TO_ESCAPE, escape);
}

/** The name that a prepared local part stands for. `\20` at either end is no escape and stays as it is. */
export function unescapeLocal(local: string): string {
  return local.replace(ESCAPE, (sequence: string, hex: string, at: number) => {
    const outermost = at === 0 || at + sequence.length === local.length;
    if (sequence === SPACE && outermost) return sequence;
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
}

function escape(character: string): string {
  return `\\${character.charCodeAt(0).toString(16)}`;
}
