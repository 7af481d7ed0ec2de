import type { Room } from '../../../link/pacer.ts';
import type { Waiting } from './queue-entry.ts';

/** A page is written in slices of this many characters at most; between them the socket may ask for a pause. */
const SLICE_CHARS = 256 * 1024;

/** The first of them that there is room for: at least one. */
export function sliceFor(waiting: readonly Waiting[], room: Room): readonly Waiting[] {
  const most = Math.min(room.chars, SLICE_CHARS);
  let chars = 0;
  let count = 0;
  for (const { xml } of waiting) {
    if (count > 0 && (count >= room.stanzas || chars >= most)) break;
    count += 1;
    chars += xml.length;
  }
  return waiting.slice(0, count);
}
