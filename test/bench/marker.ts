/**
 * The number that each message of a measurement carries in its body, as `bench#00000042;`. It is found in a byte stream
 * without any parsing, so that counting costs next to nothing beside what is measured.
 */
const PREFIX = 'bench#';
const DIGITS = 8;
const LENGTH = PREFIX.length + DIGITS + 1;
const ZERO = 0x30;

/** Stands where `patchMarkers` writes numbers. */
export const BLANK_MARKER = `${PREFIX}${'0'.repeat(DIGITS)};`;

export function markerText(number: number): string {
  return `${PREFIX}${String(number).padStart(DIGITS, '0')};`;
}

/** Where the digits of each marker begin. */
export function markerOffsets(bytes: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = bytes.indexOf(PREFIX); at >= 0; at = bytes.indexOf(PREFIX, at + LENGTH)) {
    offsets.push(at + PREFIX.length);
  }
  return offsets;
}

/** Numbers the markers from `first` on. */
export function patchMarkers(bytes: Buffer, offsets: readonly number[], first: number): void {
  let number = first;
  for (const offset of offsets) {
    let rest = number;
    for (let at = offset + DIGITS - 1; at >= offset; at -= 1) {
      bytes[at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    number += 1;
  }
}

/** Finds markers in a stream of chunks, also one that two chunks share. */
export function markerScanner(found: (number: number) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = bytes.indexOf(PREFIX); at >= 0; at = bytes.indexOf(PREFIX, from)) {
      if (at + LENGTH > bytes.length) break;
      found(numberAt(bytes, at + PREFIX.length));
      from = at + LENGTH;
    }
    rest = Buffer.from(bytes.subarray(Math.max(from, bytes.length - LENGTH + 1)));
  };
}

function numberAt(bytes: Buffer, offset: number): number {
  let number = 0;
  for (let at = offset; at < offset + DIGITS; at += 1) {
    number = number * 10 + (bytes[at] ?? ZERO) - ZERO;
  }
  return number;
}
