/** Tells of payloads that were not told as their hook asks for. */
import type { EventLog } from '../events/event-log.ts';
import type { Hook } from './hook.ts';

export interface Failure {
  readonly what: 'told-otherwise' | 'not-told';
  /** Who was refused. */
  readonly to?: string;
  /** For a person; nothing secret. */
  readonly reason: string;
}

export interface FailuresDeps {
  readonly now: () => number;
  readonly recordBridge: EventLog['recordBridge'];
}

/** An event for each hook. */
const EVERY_MS = 60_000;
/** Hooks of which an event was told lately; with more than these, the first is told of again. */
const MAX_TOLD = 1_000;

/** Nobody waits for the event: the payload is told, or refused, whatever becomes of it. */
export function createFailures({ now, recordBridge }: FailuresDeps) {
  const told = new Map<string, number>();
  return (hook: Pick<Hook, 'id' | 'keyId' | 'name'>, failure: Failure): void => {
    const before = told.get(hook.id);
    if (before !== undefined && now() - before < EVERY_MS && now() >= before) return;
    told.delete(hook.id);
    const [first] = told.keys();
    if (told.size >= MAX_TOLD && first !== undefined) told.delete(first);
    told.set(hook.id, now());
    const { id: hookId, keyId, name } = hook;
    void recordBridge('hook.failed', { hookId, keyId, name, ...failure });
  };
}
