/** Replicas whose competing consumers share one event log. */
import { monotonicFactory } from 'ulid';
import type { Caller } from '../../../../src/core/caller.ts';
import type { Cursor } from '../../../../src/features/events/cursor.ts';
import { eventFilter, type EventWishes } from '../../../../src/features/events/filter.ts';
import { createScans } from '../../../../src/features/events/scans.ts';
import { EventTail } from '../../../../src/features/events/tail.ts';
import type { Logger } from '../../../../src/observe/logger.ts';
import type { Store } from '../../../../src/store/store.ts';
import {
  Dispensers,
  type DispensersDeps,
} from '../../../../src/features/streams/competing/dispensers.ts';
import { Hub } from '../../../../src/features/streams/hub.ts';
import type { Listener } from '../../../../src/features/streams/listener.ts';
import type { Ending, Form, Sink } from '../../../../src/core/live.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, DOMAIN } from '../../../support/webhook-stage.ts';

const quiet = () => undefined;
const LOG: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Fast enough for a test, and slow enough for a busy machine. */
const TIMES = {
  ttlMs: 2_000,
  renewMs: 200,
  marginMs: 500,
  lookMs: 50,
  ackWithinMs: 60_000,
};

const ulid = monotonicFactory();

export interface Copy {
  readonly body: string;
  readonly cursor: string;
  readonly from: string;
}

/** One connection of a consumer. */
export interface Connection {
  /** What it was sent, in order. */
  readonly got: readonly Copy[];
  readonly ending: () => Ending | undefined;
  acknowledge(copy: Copy): Promise<string>;
  bodies(): string[];
  /** Resolves when it was sent so many, with them. */
  sent(count: number): Promise<readonly Copy[]>;
  leave(): void;
}

export interface ConnectOptions extends EventWishes {
  readonly caller?: Caller;
  readonly name?: string;
  readonly after?: string;
  /** Acknowledges what it is sent, as it comes. */
  readonly acknowledges?: boolean;
}

export interface Replica {
  readonly dispensers: Dispensers;
  /** After the newest event. */
  readonly newest: () => Promise<Cursor>;
  connect(options?: ConnectOptions): Promise<Connection>;
  /** As a kill would: nothing is given back. */
  vanish(): void;
  close(): Promise<void>;
}

export function openReplica(store: Store, times: Partial<DispensersDeps['times']> = {}): Replica {
  const tail = new EventTail(store, { events: 1_000, characters: 1_000_000 });
  const hub = new Hub({
    tail,
    scans: createScans(),
    logger: LOG,
    maxUnsent: 1024 * 1024,
    heartbeatMs: 60_000,
  });
  let hasVanished = false;
  // A replica that was killed says nothing more to the store.
  const mute = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown =>
        hasVanished ? new Promise(() => undefined) : Reflect.apply(value, target, args);
    },
  });
  const dispensers = new Dispensers({
    ...{
      store: mute,
      tail,
      scans: createScans(),
      logger: LOG,
      newId: ulid,
      monotonic: () => performance.now(),
    },
    times: { ...TIMES, ...times },
  });
  return {
    dispensers,
    newest: () => tail.newest(),
    async connect(options = {}) {
      const { caller = BOOTSTRAP, name = 'orders', after, acknowledges, ...wishes } = options;
      const prepared = await dispensers.prepare(caller, name, { wishes, after });
      const filter = eventFilter({ caller, domain: DOMAIN }, wishes);
      const paper = new Paper();
      const listener = hub.attend({
        caller,
        filter,
        form: FORM,
        sink: paper,
        after: prepared.after,
      });
      const acknowledge = dispensers.join({ ...prepared, filter, listener });
      if (acknowledges === true) paper.each = (copy) => void acknowledge(copy.cursor);
      return connectionOf(paper, listener, ({ cursor }) => acknowledge(cursor));
    },
    vanish: () => (hasVanished = true),
    async close() {
      hub.close();
      await dispensers.close();
      tail.close();
    },
  };
}

const FORM: Form = (logged) => {
  const event = JSON.parse(logged.body(false).toString()) as {
    readonly conversation: string;
    readonly data: { readonly body: string };
  };
  const { body } = event.data;
  return Buffer.from(JSON.stringify({ body, cursor: logged.cursor, from: event.conversation }));
};

class Paper implements Sink {
  readonly got: Copy[] = [];
  ending: Ending | undefined;
  each: (copy: Copy) => void = () => undefined;

  write(frames: readonly Buffer[]): void {
    for (const frame of frames) {
      const copy = JSON.parse(frame.toString()) as Copy;
      this.got.push(copy);
      this.each(copy);
    }
  }

  heartbeat(): void {
    // Nobody looks.
  }

  unsent(): number {
    return 0;
  }

  below(): Promise<void> {
    return Promise.resolve();
  }

  end(ending: Ending): void {
    this.ending = ending;
  }
}

function connectionOf(
  paper: Paper,
  listener: Listener,
  acknowledge: Connection['acknowledge'],
): Connection {
  const { got } = paper;
  return {
    got,
    ending: () => paper.ending,
    acknowledge,
    bodies: () => got.map(({ body }) => body),
    async sent(count) {
      await until(() => got.length >= count, {
        message: () => `${count} events, there are ${got.length}`,
        interval: 2,
      });
      return got.slice(0, count);
    },
    leave: () => {
      listener.leave();
    },
  };
}
