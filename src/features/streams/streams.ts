import type { Caller } from '../../core/caller.ts';
import { encodeCursor, historyLost } from '../events/cursor.ts';
import { eventFilter, type EventWishes } from '../events/filter.ts';
import { NOW, startAfter } from '../events/start.ts';
import type { EventTail } from '../events/tail.ts';
import { BridgeError } from '../../core/errors.ts';
import { prepareSelectors } from '../../core/addresses/selectors.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import type { Claims } from './claims.ts';
import type { Dispensers } from './competing/dispensers.ts';
import { consumerId } from './consumers.ts';
import type { Hub } from './hub.ts';
import type { Listener } from './listener.ts';
import type { OpenStream, Stream } from '../../core/live.ts';

export interface StreamQuery extends EventWishes {
  /** A cursor, `oldest` or `now`; `now` when left out. */
  readonly after?: string;
  /** Where `after` was given; `/query/after` when left out. */
  readonly pointer?: string;
  /** The name that it reads as. */
  readonly consumer?: string;
  /** `competing`: with the other connections of this consumer, each event goes to one of them. Alone when left out. */
  readonly sharing?: 'alone' | 'competing';
}

export interface StreamsDeps extends HomeDomains {
  readonly hub: Hub;
  readonly tail: EventTail;
  readonly claims: Claims;
  readonly dispensers: Pick<Dispensers, 'prepare' | 'join'>;
  /** Streams at once, of this replica and of one key on it. */
  readonly most: { readonly all: number; readonly perKey: number };
  /** Whether a caller is good still: its key may end while its stream is opened. */
  readonly isGood: (caller: Caller) => boolean;
  /** Called for every stream that begins; `ended` aborts when it is over. */
  readonly opened: (caller: Caller, wishes: EventWishes, ended: AbortSignal) => void;
}

/** Live streams as callers open them. */
export interface Streams {
  /** Throws `too-many-requests`, `overloaded`, `invalid-request`, `invalid-address`, `history-lost`, `store-unavailable`. */
  open(caller: Caller, query: StreamQuery): Promise<OpenStream>;
  /** How many are open on this replica. */
  readonly size: () => number;
  /** Ends all streams: their clients go on elsewhere. */
  readonly close: () => void;
}

export function createStreams(deps: StreamsDeps): Streams {
  const { hub, most } = deps;
  return {
    size: () => hub.size,
    async open(caller, asked) {
      refuseTooMany(hub, caller, most);
      const query = prepareSelectors(asked, deps, '/query');
      const { consumer, sharing } = query;
      if (sharing !== 'competing') return openAlone(deps, caller, query);
      if (consumer === undefined) throw nameless();
      return openCompeting(deps, caller, { ...query, consumer });
    },
    close: () => {
      hub.close();
    },
  };
}

async function openAlone(
  deps: StreamsDeps,
  caller: Caller,
  query: StreamQuery,
): Promise<OpenStream> {
  const { hub, tail, claims, domain } = deps;
  const after = await startAfter(tail, query.after ?? NOW, query.pointer);
  const { lost } = await tail.read(after, 1);
  if (lost !== false) throw historyLost(lost);
  const filter = eventFilter({ caller, domain }, query);
  return {
    begin(form, sink) {
      const listener = begun(deps, query, hub.listen({ caller, filter, form, sink, after }));
      const { consumer } = query;
      if (consumer !== undefined) claims.claim(consumerId(caller, consumer), listener);
      return streamOf(listener);
    },
  };
}

async function openCompeting(
  deps: StreamsDeps,
  caller: Caller,
  query: StreamQuery & { readonly consumer: string },
): Promise<OpenStream> {
  const { hub, dispensers, domain } = deps;
  const filter = eventFilter({ caller, domain }, query);
  const asked = { wishes: query, after: query.after, pointer: query.pointer };
  const prepared = await dispensers.prepare(caller, query.consumer, asked);
  return {
    begin(form, sink) {
      const { after } = prepared;
      const listener = begun(deps, query, hub.attend({ caller, filter, form, sink, after }));
      const acknowledge = dispensers.join({ ...prepared, filter, listener });
      return { ...streamOf(listener), acknowledge };
    },
  };
}

/** A key may have ended while its stream was opened. */
function begun({ isGood, opened }: StreamsDeps, wishes: EventWishes, listener: Listener): Listener {
  const { caller, ended } = listener;
  if (!isGood(caller)) listener.end('revoked');
  if (!ended.aborted) opened(caller, wishes, ended);
  return listener;
}

function streamOf(listener: Listener): Stream {
  return {
    cursor: () => encodeCursor(listener.cursor),
    leave: () => {
      listener.leave();
    },
  };
}

function nameless(): BridgeError {
  const detail = 'Only a consumer shares its events; connect with ?consumer=<name>.';
  return new BridgeError('invalid-request', detail, {
    errors: [{ pointer: '/query/consumer', detail }],
  });
}

function refuseTooMany(hub: Hub, { keyId }: Caller, most: StreamsDeps['most']): void {
  if (hub.size >= most.all) {
    throw new BridgeError(
      'overloaded',
      'This replica has reached its limit of streams; try again, or raise BRIDGE_MAX_STREAMS.',
    );
  }
  if (hub.countOf(keyId) >= most.perKey) {
    throw new BridgeError(
      'too-many-requests',
      `This key may have at most ${most.perKey} streams at once.`,
    );
  }
}
