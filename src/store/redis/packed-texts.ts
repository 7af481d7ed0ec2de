/** First bytes of the MessagePack forms that are used: the one with four bytes of length, whatever the length is. */
const STR_32 = 0xdb;
const ARRAY_32 = 0xdd;

/**
 * A list of texts as one MessagePack array, which a script takes apart with `cmsgpack`: one large argument costs the
 * client and Redis much less than hundreds of small ones.
 */
export class PackedTexts {
  /** Each character is one byte. */
  #bytes = '';
  #count = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    const bytes = length === text.length ? text : Buffer.from(text).toString('latin1');
    this.#bytes += head(STR_32, length) + bytes;
    this.#count += 1;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#bytes.length;
  }

  toBuffer(): Buffer {
    return Buffer.from(head(ARRAY_32, this.#count) + this.#bytes, 'latin1');
  }
}

function head(form: number, length: number): string {
  return String.fromCharCode(
    form,
    length >>> 24,
    (length >>> 16) & 0xff,
    (length >>> 8) & 0xff,
    length & 0xff,
  );
}
