import type { StoredRecord } from '../store.ts';
import { parseRecord } from './stored-text.ts';

/** Joins the single reads of one event-loop turn into one MGET. */
export type GetGroup = (key: string) => Promise<StoredRecord | undefined>;

interface Waiting {
  readonly key: string;
  readonly resolve: (record: StoredRecord | undefined) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_KEYS = 512;

export function createGetGroup(
  mget: (keys: readonly string[]) => Promise<readonly (string | null)[]>,
): GetGroup {
  let queue: Waiting[] = [];

  const flush = () => {
    const waiting = queue;
    queue = [];
    for (let from = 0; from < waiting.length; from += MAX_KEYS) {
      void answer(waiting.slice(from, from + MAX_KEYS));
    }
  };

  const answer = async (waiting: readonly Waiting[]) => {
    try {
      const texts = await mget(waiting.map(({ key }) => key));
      for (const [index, { resolve }] of waiting.entries()) resolve(recordOf(texts[index]));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  };

  return (key) =>
    new Promise((resolve, reject) => {
      if (queue.push({ key, resolve, reject }) === 1) setImmediate(flush);
    });
}

export function recordOf(text: string | null | undefined): StoredRecord | undefined {
  return text === null || text === undefined ? undefined : parseRecord(text);
}
