import type { Caller } from '../caller.ts';
import { encodeCursor, historyLost } from '../events/cursor.ts';
import { eventFilter, type EventWishes } from '../events/filter.ts';
import { NOW, startAfter } from '../events/start.ts';
import type { EventTail } from '../events/tail.ts';
import { BridgeError } from '../errors.ts';
import type { Claims } from './claims.ts';
import { consumerId } from './consumers.ts';
import type { Hub } from './hub.ts';
import type { Form, Sink } from './sink.ts';

export interface StreamQuery extends EventWishes {
  /** A cursor, `oldest` or `now`; `now` when left out. */
  readonly after?: string;
  /** The name that it reads as. */
  readonly consumer?: string;
}

/** A stream that may begin: what could be refused has been looked at. */
export interface OpenStream {
  begin(form: Form, sink: Sink): Stream;
}

export interface Stream {
  /** After everything that was looked at for this listener. */
  cursor(): string;
  /** The other side is gone. */
  leave(): void;
}

export interface StreamsDeps {
  readonly hub: Hub;
  readonly tail: EventTail;
  readonly claims: Claims;
  readonly componentDomain: string;
  /** Streams at once, of this replica and of one key on it. */
  readonly most: { readonly all: number; readonly perKey: number };
  /** Whether a key is good still: it may end while its stream is opened. */
  readonly isGood: (keyId: string) => boolean;
  /** Called for every stream that begins. */
  readonly opened: () => void;
}

/** Live streams as callers open them. */
export interface Streams {
  /** Throws `too-many-requests`, `overloaded`, `invalid-request`, `history-lost`, `store-unavailable`. */
  open(caller: Caller, query: StreamQuery): Promise<OpenStream>;
  /** How many are open on this replica. */
  size(): number;
  /** Ends all streams: their clients go on elsewhere. */
  close(): void;
}

export function createStreams(deps: StreamsDeps): Streams {
  const { hub, tail, claims, componentDomain, most, isGood, opened } = deps;
  return {
    size: () => hub.size,
    async open(caller, query) {
      refuseTooMany(hub, caller, most);
      const after = await startAfter(tail, query.after ?? NOW);
      if ((await tail.read(after, 1)).lost) throw historyLost();
      const filter = eventFilter({ caller, componentDomain }, query);
      return {
        begin(form, sink) {
          opened();
          const listener = hub.listen({ caller, filter, form, sink, after });
          if (!isGood(caller.keyId)) listener.end('revoked');
          const { consumer } = query;
          if (consumer !== undefined) claims.claim(consumerId(caller, consumer), listener);
          return {
            cursor: () => encodeCursor(listener.cursor),
            leave: () => {
              listener.leave();
            },
          };
        },
      };
    },
    close: () => {
      hub.close();
    },
  };
}

function refuseTooMany(hub: Hub, { keyId }: Caller, most: StreamsDeps['most']): void {
  if (hub.size >= most.all) {
    throw new BridgeError('overloaded', 'This replica has as many streams as it may have.');
  }
  if (hub.countOf(keyId) >= most.perKey) {
    throw new BridgeError('too-many-requests', `This key may have ${most.perKey} streams at once.`);
  }
}
