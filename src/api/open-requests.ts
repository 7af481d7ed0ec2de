import type { ServerResponse } from 'node:http';

/** Requests that wait for something, so that closing the server can end their waiting. */
export interface OpenRequests {
  /** Aborts when the client goes away or everything is aborted. */
  signalFor(response: ServerResponse): AbortSignal;
  abortAll(): void;
}

export function createOpenRequests(): OpenRequests {
  const open = new Set<AbortController>();
  let isClosed = false;
  return {
    signalFor(response) {
      const controller = new AbortController();
      if (isClosed || response.destroyed) controller.abort();
      open.add(controller);
      response.once('close', () => {
        open.delete(controller);
        controller.abort();
      });
      return controller.signal;
    },
    abortAll() {
      isClosed = true;
      for (const controller of open) controller.abort();
    },
  };
}
