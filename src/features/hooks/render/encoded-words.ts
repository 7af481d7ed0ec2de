/** Header values in another charset than ASCII: RFC 2047, and UTF-8 that HTTP has read as Latin-1. */

const WORD = /=\?(utf-8|us-ascii|iso-8859-1)\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?/gi;

export function decodeWords(value: string): string {
  return asUtf8(
    value.replace(WORD, (_, charset: string, kind: string, text: string) => {
      const bytes = kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQ(text);
      return new TextDecoder(charset.toLowerCase()).decode(bytes);
    }),
  );
}

function fromQ(text: string): Uint8Array {
  const latin = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}

/** Node reads header values as Latin-1; what senders write is UTF-8. */
function asUtf8(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  const text = new TextDecoder().decode(Buffer.from(value, 'latin1'));
  return text.includes('\ufffd') ? value : text;
}
