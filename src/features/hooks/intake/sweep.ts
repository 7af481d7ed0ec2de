import type { Logger } from '../../../observe/logger.ts';
import type { Hook } from '../hook.ts';
import type { IntakeDeps } from './deps.ts';
import { flush, isDue } from './flush.ts';
import type { Speaker } from './messages.ts';
import { WINDOWS, type Window } from './records.ts';

export interface SweepDeps extends IntakeDeps {
  readonly logger: Logger;
  readonly hook: (id: string) => Promise<Hook | undefined>;
  readonly speakerOf: (hook: Hook) => Speaker;
  readonly inTurn: <T>(hookId: string, work: () => Promise<T>) => Promise<T>;
}

const EVERY_MS = 1_000;

/**
 * Sends what was held back once its window is over. Every replica looks, as each may be the last: who comes second finds
 * nothing to do. Returns how to stop.
 */
export function startSweep(deps: SweepDeps): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => sweep(deps)).catch(() => undefined);
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Rejects while the store is away; what is left is done the next time. */
async function sweep(deps: SweepDeps): Promise<void> {
  for (const [id, { value }] of await deps.store.list(WINDOWS)) {
    const window = JSON.parse(value) as Window;
    if (window.held === 0 && window.edits.length === 0) continue;
    const hook = await deps.hook(id);
    if (hook === undefined) await deps.store.commit([{ do: 'delete', space: WINDOWS, id }]);
    else if (isDue(hook, window, deps.now())) await flushQuietly(deps, hook);
  }
}

async function flushQuietly(deps: SweepDeps, hook: Hook): Promise<void> {
  try {
    await deps.inTurn(hook.id, () => flush(deps, deps.speakerOf(hook)));
  } catch (error) {
    const fields = { hook: hook.id, reason: String(error) };
    deps.logger.debug(fields, 'the summary of a hook waits');
  }
}
