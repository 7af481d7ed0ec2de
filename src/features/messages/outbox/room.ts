/** Whether more may wait for the XMPP server (design/015). */
import { BridgeError } from '../../../core/errors.ts';
import type { OutboxDepth } from './depth.ts';

export interface OutboxRoom {
  /** Why nothing more may wait now: `outbox-full`. */
  readonly refusal: () => BridgeError | undefined;
  /** So many bytes are put there. */
  readonly took: (bytes: number) => void;
}

export interface OutboxRoomDeps {
  readonly depth: Pick<OutboxDepth, 'last' | 'bytes' | 'took'>;
  readonly maxStanzas: number;
  readonly maxBytes: number;
  /** Bytes of the whole store, where it has a limit. */
  readonly storeBytes: () => number | undefined;
}

/** Its largest part of the whole store: events and answers need room too while the XMPP server is away. */
const SHARE = 0.3;
const RETRY_AFTER_S = 5;
const MEBI = 1024 * 1024;
/** So much may wait in however small a store; and nearly always less does, so that the bound is not asked for. */
const ALWAYS = MEBI;

export function outboxRoom({
  depth,
  maxStanzas,
  maxBytes,
  storeBytes,
}: OutboxRoomDeps): OutboxRoom {
  const bound = () => Math.min(maxBytes, (storeBytes() ?? Infinity) * SHARE);
  return {
    refusal() {
      if (depth.last() >= maxStanzas) return full(`${maxStanzas} stanzas`);
      const bytes = depth.bytes();
      if (bytes < ALWAYS) return undefined;
      const most = bound();
      return bytes >= most ? full(`${(most / MEBI).toFixed(1)} MiB`) : undefined;
    },
    took: depth.took,
  };
}

function full(much: string): BridgeError {
  return new BridgeError('outbox-full', `${much} wait for the XMPP server already.`, {
    retryAfter: RETRY_AFTER_S,
  });
}
