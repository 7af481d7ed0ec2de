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

export function createPages({ inTurn, hearPast }: PagesDeps): Pages {
  /** By membership, what is being stored, and what could not be; what waits to be stored is bounded by `inbound/unhandled.ts`. */
  const storing = new Map<string, Promise<void>>();
  const add = (key: string, stored: Promise<unknown>) => {
    const all = both(storing.get(key), stored);
    storing.set(key, all);
    all.then(
      () => {
        if (storing.get(key) === all) storing.delete(key);
      },
      () => undefined,
    );
  };
  return {
    async hear(key, message) {
      // Its turn is over when it has begun: the next one joins its commit.
      const { stored } = await inTurn(key, async () => {
        // What was said just now and came first is recorded first: it is no history.
        await nextTurn();
        const work = hearPast(message);
        add(key, work);
        return { stored: work };
      });
      return stored;
    },
    async whole(key) {
      const all = storing.get(key);
      storing.delete(key);
      await all;
    },
  };
}

/** Rejects where either does. */
async function both(before: Promise<void> | undefined, next: Promise<unknown>): Promise<void> {
  await Promise.all([before, next]);
}
