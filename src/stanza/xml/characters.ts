import { LETTER, NAME_CHAR } from 'xmlchars/xml/1.0/ed4.js';

/** What XML 1.0 and Namespaces in XML allow as characters and names. */

/** RFC 6120 §11.1 wants well-formed XML: nothing outside `Char` [2], so no lone surrogates either. */
const NOT_CHAR = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Nearly all texts have nothing but these: no pairs to put together. */
const NOT_BMP_CHAR = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/;

/**
 * COMPAT: names of the fourth edition. The fifth allows 20,000 characters more, but expat, the parser of Prosody and
 * ejabberd, does not: it closes the stream on them.
 */
const NC_NAME = new RegExp(`^[${LETTER}_][${NAME_CHAR.replace(':', '')}]*$`);

/** Nearly all names are such; this test is several times faster than the whole one. */
const ASCII_NAME = /^[A-Z_a-z][-.\w]*$/;

/** A name without a colon, as element and attribute names are once namespaces are resolved. */
export function isNcName(name: string): boolean {
  return ASCII_NAME.test(name) || NC_NAME.test(name);
}

export function holdsOnlyChars(text: string): boolean {
  return !NOT_BMP_CHAR.test(text) || !NOT_CHAR.test(text);
}

/** The first character that XML cannot carry, as `U+0001`; undefined if every character can be carried. */
export function firstNonChar(text: string): string | undefined {
  const code = NOT_CHAR.exec(text)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
