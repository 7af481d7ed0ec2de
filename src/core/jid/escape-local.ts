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
export function escapeLocal(name: string): string | undefined {
  if (name.startsWith(' ') || name.endsWith(' ')) return undefined;
  return name.replace(TO_ESCAPE, escape);
}

function escape(character: string): string {
  return `\\${character.charCodeAt(0).toString(16)}`;
}
