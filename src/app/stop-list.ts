import type { Logger } from '../observe/logger.ts';

/** What has to be stopped, in the reverse order of its start. */
export interface StopList {
  add(name: string, stop: () => void | Promise<void>): void;
  /** Stops everything; what fails or takes too long does not keep the rest from stopping. */
  stopAll(): Promise<void>;
}

const EACH_MS = 10_000;

export function createStopList(logger: Logger): StopList {
  const stops: { name: string; stop: () => void | Promise<void> }[] = [];
  return {
    add: (name, stop) => stops.push({ name, stop }),
    async stopAll() {
      for (const { name, stop } of stops.splice(0).reverse()) {
        logger.debug({ part: name }, 'stopping');
        try {
          await bounded(Promise.resolve(stop()), EACH_MS);
        } catch (error) {
          logger.warn({ part: name, reason: String(error) }, 'a part did not stop as it should');
        }
      }
    },
  };
}

/** Rejects when `work` takes longer than so many milliseconds. */
async function bounded<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${ms} ms`));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
