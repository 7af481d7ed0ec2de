import type { Caller } from '../../../src/core/caller.ts';
import { eventFilter, type EventWishes } from '../../../src/features/events/filter.ts';
import type { Cursor } from '../../../src/features/events/cursor.ts';
import { recordEvent } from '../../../src/features/events/recorder.ts';
import { createScans } from '../../../src/features/events/scans.ts';
import { EventTail } from '../../../src/features/events/tail.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { LIVENESS_TIMES } from '../../../src/features/streams/competing/liveness-lease.ts';
import { DISPENSER_TIMES } from '../../../src/features/streams/competing/dispenser.ts';
import { Dispensers } from '../../../src/features/streams/competing/dispensers.ts';
import { Hub, type HubSettings } from '../../../src/features/streams/hub.ts';
import type { Listener } from '../../../src/features/streams/listener.ts';
import type { Ending, Form, Sink } from '../../../src/core/live.ts';
import { Unsent } from '../../../src/http/unsent.ts';
import { until } from '../../support/until.ts';
import { BOOTSTRAP, DOMAIN, messageEvent } from '../../support/webhook-stage.ts';

/** A listener whose other side reads only when told to, if it is not to read at once. */
export class PaperSink implements Sink {
  readonly got: string[] = [];
  readonly heartbeats: string[] = [];
  ending: Ending | undefined;
  readonly #unsent = new Unsent();
  readonly #reads: boolean;
  #flush: (() => void)[] = [];

  constructor(reads = true) {
    this.#reads = reads;
  }

  write(frames: readonly Buffer[]): void {
    for (const frame of frames) {
      this.got.push(frame.toString());
      const sent = this.#unsent.add(frame.length);
      if (this.#reads) setImmediate(sent);
      else this.#flush.push(sent);
    }
  }

  /** What was written so far leaves. */
  read(): void {
    for (const sent of this.#flush.splice(0)) sent();
  }

  heartbeat(cursor: string): void {
    this.heartbeats.push(cursor);
  }

  unsent(): number {
    return this.#unsent.bytes;
  }

  below(bytes: number): Promise<void> {
    return this.#unsent.below(bytes);
  }

  end(ending: Ending): void {
    this.ending = ending;
  }
}

/** The body of a message. */
const BODY: Form = (logged) => {
  const event = JSON.parse(logged.body(false).toString()) as { readonly data: { body: string } };
  return Buffer.from(event.data.body);
};

export interface HubStage {
  readonly hub: Hub;
  readonly store: Store;
  readonly tail: EventTail;
  readonly dispensers: Dispensers;
  hear(body: string, identity?: string): Promise<string>;
  listen(sink: Sink, options?: ListenOptions): Promise<Listener>;
  /** Resolves when a sink got so many frames, or ended. */
  settled(sink: PaperSink, frames: number): Promise<unknown>;
  close(): void;
}

export interface ListenOptions extends EventWishes {
  readonly caller?: Caller;
  readonly form?: Form;
  readonly after?: Cursor;
}

export function openHub(settings: Partial<HubSettings> = {}): HubStage {
  const store = createMemoryStore({ now: Date.now });
  const tail = new EventTail(store, { events: 64, characters: 1_000_000 });
  const quiet = () => undefined;
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const hub = new Hub({
    tail,
    scans: createScans(),
    logger,
    maxUnsent: 1024 * 1024,
    heartbeatMs: 60_000,
    ...settings,
  });
  const dispensers = new Dispensers({
    ...{
      store,
      tail,
      scans: createScans(),
      logger,
      newId: () => 'verona',
      monotonic: () => performance.now(),
    },
    times: { ...LIVENESS_TIMES, ...DISPENSER_TIMES },
  });
  return {
    hub,
    store,
    tail,
    dispensers,
    hear: (body, identity) =>
      recordEvent(store, messageEvent('romeo@montague.example', body, identity)),
    async listen(sink, { caller = BOOTSTRAP, form = BODY, after, ...wishes } = {}) {
      const filter = eventFilter({ caller, domain: DOMAIN }, wishes);
      return hub.listen({ caller, filter, form, sink, after: after ?? (await tail.newest()) });
    },
    settled: (sink, frames) =>
      until(() => sink.got.length >= frames || sink.ending !== undefined, {
        message: () => `${frames} frames, there are ${sink.got.length}`,
        interval: 1,
      }),
    close() {
      hub.close();
      void dispensers.close();
      tail.close();
    },
  };
}

/** Counts how often each event was written. */
export function countingForm(): { readonly form: Form; readonly count: () => number } {
  let count = 0;
  return {
    form: (logged) => {
      count += 1;
      return BODY(logged);
    },
    count: () => count,
  };
}
