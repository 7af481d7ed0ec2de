import type { Subscription } from '../store.ts';

export interface MemorySignals {
  readonly publish: (channel: string, payload: string) => void;
  readonly subscribe: (channel: string, listener: (payload: string) => void) => Subscription;
}

export function createMemorySignals(): MemorySignals {
  const channels = new Map<string, Set<{ readonly hear: (payload: string) => void }>>();
  return {
    publish(channel, payload) {
      for (const listener of channels.get(channel) ?? []) {
        // Never inside the publisher's call: what a listener throws is not the publisher's fault.
        queueMicrotask(() => {
          if (channels.get(channel)?.has(listener) === true) listener.hear(payload);
        });
      }
    },
    subscribe(channel, hear) {
      const listener = { hear };
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      const end = () => {
        listeners.delete(listener);
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel);
      };
      return { live: Promise.resolve(), end };
    },
  };
}
