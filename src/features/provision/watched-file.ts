/** A file that may change, with all files that it refers to. */
import type { ReadText } from './references.ts';

/** What a look at the file found. */
export type Look<T> =
  | { readonly is: 'unchanged' }
  /** It has just changed: whoever writes may not be done yet. */
  | { readonly is: 'changing' }
  | { readonly is: 'changed'; readonly value: T }
  | { readonly is: 'faulty'; readonly fault: unknown };

export interface WatchedFile<T> {
  /** Reads it, without waiting for it to stay the same. Throws what `read` throws. */
  readonly first: () => T;
  readonly look: () => Look<T>;
}

/**
 * Compares what the paths lead to, so a directory whose symbolic link is swapped, as Kubernetes does it, is a change like any
 * other. `read` is told how to read files, and called only when one of them changed.
 */
export function watchFile<T>(readFile: ReadText, read: (readFile: ReadText) => T): WatchedFile<T> {
  let texts = new Map<string, string | undefined>();
  let waiting: Look<T> | undefined;
  const current = (path: string) => {
    try {
      return readFile(path);
    } catch {
      return undefined;
    }
  };
  const recorded = (path: string) => {
    texts.set(path, undefined);
    const text = readFile(path);
    texts.set(path, text);
    return text;
  };
  const anew = () => {
    texts = new Map();
    return read(recorded);
  };
  return {
    first: anew,
    look() {
      if ([...texts].some(([path, text]) => current(path) !== text)) {
        waiting = found(anew);
        return { is: 'changing' };
      }
      const settled = waiting ?? { is: 'unchanged' };
      waiting = undefined;
      return settled;
    },
  };
}

function found<T>(read: () => T): Look<T> {
  try {
    return { is: 'changed', value: read() };
  } catch (fault) {
    return { is: 'faulty', fault };
  }
}
