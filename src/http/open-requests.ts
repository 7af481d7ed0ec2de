import type { ServerResponse } from 'node:http';
import type { Caller } from '../core/caller.ts';

/** Requests that wait for something, so that closing the server can end their waiting. */
export interface OpenRequests {
  /** Aborts when the client goes away, its key or token ends or everything is aborted. */
  signalFor(response: ServerResponse, caller: Caller | undefined): AbortSignal;
  /** Ends the waiting of a key. */
  readonly abortKey: (keyId: string) => void;
  abortAll(): void;
}

export function createOpenRequests(): OpenRequests {
  const open = new Map<AbortController, string>();
  let isClosed = false;
  return {
    signalFor(response, caller) {
      const controller = new AbortController();
      if (isClosed || response.destroyed) controller.abort();
      open.set(controller, caller?.keyId ?? '');
      const timer = abortAt(controller, caller?.expiresAt);
      response.once('close', () => {
        clearTimeout(timer);
        open.delete(controller);
        controller.abort();
      });
      return controller.signal;
    },
    abortKey(keyId) {
      for (const [controller, its] of open) if (its === keyId) controller.abort();
    },
    abortAll() {
      isClosed = true;
      for (const controller of open.keys()) controller.abort();
    },
  };
}

/** No request waits for so long, and no timer may. */
const FAR_MS = 24 * 60 * 60 * 1_000;

function abortAt(controller: AbortController, at = Infinity): NodeJS.Timeout | undefined {
  const ms = at - Date.now();
  if (ms > FAR_MS) return undefined;
  return setTimeout(() => {
    controller.abort();
  }, ms);
}
