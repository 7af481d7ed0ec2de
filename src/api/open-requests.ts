import type { ServerResponse } from 'node:http';

/** Requests that wait for something, so that closing the server can end their waiting. */
export interface OpenRequests {
  /** Aborts when the client goes away, its key ends or everything is aborted. */
  signalFor(response: ServerResponse, keyId: string): AbortSignal;
  /** Ends the waiting of a key. */
  readonly abortKey: (keyId: string) => void;
  abortAll(): void;
}

export function createOpenRequests(): OpenRequests {
  const open = new Map<AbortController, string>();
  let isClosed = false;
  return {
    signalFor(response, keyId) {
      const controller = new AbortController();
      if (isClosed || response.destroyed) controller.abort();
      open.set(controller, keyId);
      response.once('close', () => {
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
