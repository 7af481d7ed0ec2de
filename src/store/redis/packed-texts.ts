/** First bytes of the MessagePack forms that are used: the one with four bytes of length, whatever the length is. */
const STR_32 = 0xdb;
const ARRAY_32 = 0xdd;
const HEAD_BYTES = 5;
/** Of UTF-8, for a unit of a string. */
const MAX_BYTES = 3;
const FIRST_ROOM = 64 * 1024;

/**
 * A list of texts as one MessagePack array, which a script takes apart with `cmsgpack`: one large argument costs the
 * client and Redis much less than hundreds of small ones. Written into bytes at once, always the same ones: joined as a
 * string, it would be a rope of thousands of pieces for the garbage collector to walk, and new bytes for each list would
 * have it look at everything several times a second.
 */
export class PackedTexts {
  #bytes = Buffer.allocUnsafe(FIRST_ROOM);
  #end = HEAD_BYTES;
  #count = 0;

  /** `before` is the beginning of the text, where that saves joining the two. */
  add(text: string, before = ''): void {
    this.#makeRoom(HEAD_BYTES + (before.length + text.length) * MAX_BYTES);
    const from = this.#end + HEAD_BYTES;
    let length = before === '' ? 0 : this.#bytes.write(before, from);
    length += this.#bytes.write(text, from + length);
    this.#writeHead(this.#end, STR_32, length);
    this.#end += HEAD_BYTES + length;
    this.#count += 1;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#end;
  }

  /** Returns what was added, and starts over. */
  take(): Buffer {
    this.#writeHead(0, ARRAY_32, this.#count);
    const taken = Buffer.from(this.#bytes.subarray(0, this.#end));
    this.#end = HEAD_BYTES;
    this.#count = 0;
    return taken;
  }

  #writeHead(at: number, form: number, length: number): void {
    this.#bytes[at] = form;
    this.#bytes.writeUInt32BE(length, at + 1);
  }

  #makeRoom(more: number): void {
    const needed = this.#end + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
