import type { Logger } from '../../../observe/logger.ts';
import { LOG_START, comparePositions, type Store } from '../../../store/store.ts';
import type { Cursor } from '../../events/cursor.ts';
import type { EventFilter } from '../../events/filter.ts';
import { EVENT_LOG } from '../../events/recorder.ts';
import type { EventTail, Loss } from '../../events/tail.ts';
import type { Backlog } from '../backlog/backlog.ts';
import type { MemoryShare } from '../backlog/memory-budget.ts';
import { PageSize } from '../backlog/page-size.ts';
import type { Progress } from '../backlog/progress.ts';
import type { Attempts } from './attempts.ts';

/** Goes back to a place of the event log, once for each id. */
export interface Rewind {
  readonly id: string;
  readonly to: Cursor;
}

export interface LogReadingDeps {
  readonly store: Store;
  readonly webhook: string;
  readonly tail: EventTail;
  readonly filter: EventFilter;
  /** Where the webhook began, for one that has no progress yet. */
  readonly startAt: Cursor;
  /** The last replay that was asked for. */
  readonly rewind?: Rewind;
  readonly backlog: Backlog;
  readonly attempts: Attempts;
  readonly memory: MemoryShare;
  /** Aborted when the worker stops. */
  readonly stopped: AbortSignal;
  readonly logger: Logger;
  /** The progress has changed in a way that should be saved soon. */
  readonly moved: () => void;
}

const WAIT_MS = 10_000;

/** How a webhook goes through the event log: from where it is, as far as there is room. */
export class LogReading {
  readonly #deps: LogReadingDeps;
  readonly #pageSize = new PageSize();
  #incarnation: string;
  #gaps = 0;
  #rewound: string | undefined;
  #roomMade: () => void = () => undefined;

  constructor(deps: LogReadingDeps) {
    this.#deps = deps;
    this.#incarnation = deps.startAt.incarnation;
    deps.stopped.addEventListener('abort', () => this.#roomMade(), { once: true });
  }

  progress(): Pick<Progress, 'done' | 'gaps' | 'rewound'> {
    return {
      done: { incarnation: this.#incarnation, position: this.#deps.backlog.done },
      gaps: this.#gaps,
      ...(this.#rewound !== undefined && { rewound: this.#rewound }),
    };
  }

  /** Where it was read up to, and where somebody wants it read from again. */
  async resume(progress: Progress | undefined): Promise<void> {
    if (progress !== undefined) this.#goOnFrom(progress);
    if (await this.#missedTheBeginning()) this.#gaps += 1;
    this.#rewind();
  }

  /** Takes in what comes next, or waits for it, or for room. */
  async readOn(): Promise<void> {
    if (!this.#mayRead()) {
      await new Promise<void>((resolve) => (this.#roomMade = resolve));
      return;
    }
    const { tail, filter, backlog, attempts, memory, stopped } = this.#deps;
    const cursor = { incarnation: this.#incarnation, position: backlog.read };
    const { events, lost } = await tail.read(cursor, this.#pageSize.next(memory.left));
    this.#pageSize.saw(events.map(({ text }) => text));
    if (stopped.aborted) return;
    if (lost !== false) {
      await this.#overGap(lost);
    } else if (events.length === 0) {
      const wait = { ms: WAIT_MS, signal: stopped, wants: filter };
      backlog.pass(await tail.wait(cursor, wait));
    } else {
      backlog.take(events, ({ head }) => filter(head));
      attempts.begin();
    }
  }

  /** There may be room by now. */
  goOn(): void {
    if (this.#mayRead()) this.#roomMade();
  }

  #goOnFrom({ done, gaps, rewound }: Progress): void {
    this.#incarnation = done.incarnation;
    this.#gaps = gaps;
    this.#rewound = rewound;
    this.#deps.backlog.moveTo(done.position);
  }

  /** To the log its beginning is a good place to read from, whatever was trimmed; not to who has been there before. */
  async #missedTheBeginning(): Promise<boolean> {
    const { store, backlog } = this.#deps;
    if (backlog.done !== LOG_START || this.#gaps > 0) return false;
    return (await store.read(EVENT_LOG, LOG_START, 1)).lost;
  }

  /** Only ever back: what is not delivered yet is not passed over. */
  #rewind(): void {
    const { rewind, backlog, moved } = this.#deps;
    if (rewind === undefined || rewind.id === this.#rewound) return;
    const { id, to } = rewind;
    this.#rewound = id;
    moved();
    const isSameLog = to.incarnation === this.#incarnation;
    if (isSameLog && comparePositions(to.position, backlog.done) >= 0) return;
    this.#incarnation = to.incarnation;
    backlog.moveTo(to.position);
  }

  /** A failing webhook has its backlog in the event log, and needs one event of it to probe with. */
  #mayRead(): boolean {
    const { attempts, backlog } = this.#deps;
    const isFailing = attempts.failingSince !== undefined;
    return isFailing ? backlog.lanes.size === 0 : backlog.hasRoom();
  }

  /** Events are gone that may not have been read: that is counted and told, and it goes on with what there is. */
  async #overGap(loss: Loss): Promise<void> {
    const { tail, webhook, logger, backlog, moved } = this.#deps;
    const { incarnation, position } = await tail.goOnAfter(loss);
    logger.error({ webhook, from: backlog.read, loss }, 'events were lost before their delivery');
    this.#incarnation = incarnation;
    this.#gaps += 1;
    backlog.moveTo(position);
    moved();
  }
}
