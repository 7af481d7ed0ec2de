/** What people write where JSON belongs, out of the habits of other languages and formats. */

/** Of a text that is in another format as a whole. */
export function otherFormat(text: string): string | undefined {
  if (/^\s*</.test(text)) {
    return 'this looks like XML; send JSON, or a stanza to POST /v1/stanzas with Content-Type: application/xmpp+xml';
  }
  if (/^\s*[\w.%+-]+=/.test(text)) return 'this looks like form data; send JSON';
  return undefined;
}

/** `next` is what stands at the place, two characters of it. A single quote may also be the text of a string. */
export function whyHabit(next: string, quotes: boolean): string | undefined {
  if (/^(?:#|\/[/*])/.test(next)) return 'a comment stands here; JSON has none';
  if (quotes && /^['`‘’]/.test(next)) {
    return 'a single quote (\') stands here; JSON strings stand in double quotes (")';
  }
  if (/^[“”„«»]/.test(next)) {
    return 'a typographic quote stands here; JSON strings stand in straight quotes (")';
  }
  if (/^[^\S \t\r\n]/.test(next)) return 'a special white space stands here; use an ordinary space';
  return undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  nan: 'NaN is no number of JSON; write null, or leave the key out',
  infinity: 'Infinity is no number of JSON; write null, or leave the key out',
  undefined: 'JSON has no undefined; write null, or leave the key out',
  none: 'JSON has no None; write null',
  nil: 'JSON has no nil; write null',
  true: 'write true in lower case',
  false: 'write false in lower case',
  null: 'write null in lower case',
};

/** Why a bare word, where a value belongs, is not JSON. */
export function whyNoWord(word: string): string {
  const lower = word.toLowerCase();
  const known = Object.hasOwn(WORDS, lower) ? WORDS[lower] : undefined;
  return known ?? 'text stands here without quotes; put it in double quotes (")';
}
