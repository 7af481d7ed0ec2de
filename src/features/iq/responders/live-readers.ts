import { summarise, type Interest } from './interest.ts';

/** The two ends of an IQ request, as bare JIDs. */
export interface AskedOf {
  readonly identity: string;
  readonly remote: string;
}

export type Wants = (asked: AskedOf) => boolean;

/** The readers of events that are connected to this replica and would be shown IQ requests. */
export interface LiveReaders {
  /** The reader counts until the returned function is called, and for `lingerMs` after that. */
  readonly add: (interest: Interest, lingerMs: number) => () => void;
  anyWants(asked: AskedOf): boolean;
  /** What all of them together would be shown. */
  summary(): readonly Interest[];
}

interface Reader {
  readonly interest: Interest;
  readonly wants: Wants;
  /** Connections with this interest, and until when it counts without any. */
  open: number;
  until: number;
}

export interface LiveReadersDeps {
  readonly compile: (interest: Interest) => Wants;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** The first reader with some interest came, or the last one went. */
  readonly changed: () => void;
}

export function createLiveReaders({ compile, monotonic, changed }: LiveReadersDeps): LiveReaders {
  const readers = new Map<string, Reader>();

  const readerOf = (interest: Interest): Reader => {
    const text = JSON.stringify(interest);
    const known = readers.get(text);
    if (known !== undefined) return known;
    const reader = { interest, wants: compile(interest), open: 0, until: 0 };
    readers.set(text, reader);
    changed();
    return reader;
  };

  return {
    add(interest, lingerMs) {
      const reader = readerOf(interest);
      reader.open += 1;
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        reader.open -= 1;
        reader.until = Math.max(reader.until, monotonic() + lingerMs);
        if (lingerMs === 0) changed();
      };
    },
    anyWants(asked) {
      const now = monotonic();
      for (const reader of readers.values())
        if (counts(reader, now) && reader.wants(asked)) return true;
      return false;
    },
    summary() {
      const now = monotonic();
      for (const [text, reader] of readers) if (!counts(reader, now)) readers.delete(text);
      return summarise([...readers.values()].map(({ interest }) => interest));
    },
  };
}

function counts({ open, until }: Reader, now: number): boolean {
  return open > 0 || until > now;
}
