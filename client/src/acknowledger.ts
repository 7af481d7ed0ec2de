import { createBridge, type BridgeOptions } from './bridge.ts';
import { BridgeProblem } from './problem.ts';

/** Tells the bridge how far a consumer has come, one request at a time: the newest cursor stands for all before it. */
export interface Acknowledger {
  /** Throws what the bridge said of an earlier one, when trying again cannot mend it. */
  readonly note: (cursor: string) => void;
  /** Resolves when the last one was told, or could not be. */
  readonly settled: () => Promise<void>;
}

export function acknowledger(options: BridgeOptions, name: string): Acknowledger {
  const bridge = createBridge(options);
  let next: string | undefined;
  let running: Promise<void> | undefined;
  let refusal: BridgeProblem | undefined;

  async function run(): Promise<void> {
    while (next !== undefined) {
      const cursor = next;
      next = undefined;
      try {
        await bridge.POST('/v1/consumers/{name}/ack', {
          params: { path: { name } },
          body: { cursor },
        });
      } catch (error) {
        if (error instanceof BridgeProblem && error.status < 500 && error.status !== 429) {
          refusal = error;
        }
        // Otherwise the next one stands for this one too.
        return;
      }
    }
  }

  return {
    note(cursor) {
      if (refusal !== undefined) throw refusal;
      next = cursor;
      running ??= run().finally(() => (running = undefined));
    },
    async settled() {
      await running;
      await run();
    },
  };
}
