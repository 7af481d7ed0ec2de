/** Text of others inside a sentence of ours. Pure. */

/**
 * What moves the cursor, hides, or turns the direction of what follows: control and format characters, line and paragraph
 * separators, lone surrogates. Joiners inside words and emoji (U+200C, U+200D) are harmless and stay.
 */
const HARMFUL = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Marks that are piled up on one character would reach into the lines above and below. */
const PILED = /(\p{M}{4})\p{M}+/gu;

/** One line of at most `max` characters (UTF-16) that changes nothing of the text around it. Total. */
export function harmless(text: string, max: number): string {
  // What is cut off is not looked at: an error may be as large as a stanza.
  const plain = text
    .slice(0, 4 * max)
    .replace(HARMFUL, ' ')
    .replace(PILED, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= max && text.length <= 4 * max) return plain;
  return `${plain.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The same in quotes, which no quote in it can end. */
export function inQuotes(text: string, max: number): string {
  return `"${harmless(text, max).replaceAll('"', "'")}"`;
}
