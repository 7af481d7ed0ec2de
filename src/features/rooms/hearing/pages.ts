/** The messages of a page of an archive while they are being stored: the page counts once all of them are. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { XmlElement } from '../../../core/element.ts';
import type { InTurn } from '../../../core/turns.ts';

export interface Pages {
  /** Resolves when the message is stored. Messages of one page share commits. */
  readonly hear: (key: string, message: XmlElement) => Promise<unknown>;
  /** Resolves when all that came before are stored; rejects where one is not: then the page has to be asked for again. */
  readonly whole: (key: string) => Promise<void>;
}

export interface PagesDeps {
  readonly inTurn: InTurn;
  readonly hearPast: (message: XmlElement) => Promise<unknown>;
}

/** Bounded by what may be unhandled. */
export function createPages({ inTurn, hearPast }: PagesDeps): Pages {
  const open = new Map<string, Promise<unknown>[]>();
  return {
    async hear(key, message) {
      // Its turn is over when it has begun: the next one joins its commit.
      const { stored } = await inTurn(key, async () => {
        // What was said just now and came first is recorded first: it is no history.
        await nextTurn();
        const storing = hearPast(message);
        storing.catch(() => undefined);
        open.set(key, [...(open.get(key) ?? []), storing]);
        return { stored: storing };
      });
      return stored;
    },
    async whole(key) {
      const works = open.get(key) ?? [];
      open.delete(key);
      await Promise.all(works);
    },
  };
}
