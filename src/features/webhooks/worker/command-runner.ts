import type { Attempts } from './attempts.ts';
import type { Backlog } from '../backlog/backlog.ts';
import { recordsOf } from '../delivery/records.ts';
import { doneWith, readCommands, type DeliveryCommand } from '../backlog/commands.ts';
import { deferredEvent } from '../backlog/item.ts';
import { PageSize } from '../backlog/page-size.ts';
import type { DeferredEvents } from '../backlog/deferred-events.ts';
import type { Runtime } from '../../runtime.ts';

export interface CommandRunnerDeps extends Pick<Runtime, 'store' | 'logger'> {
  readonly webhook: string;
  readonly deferredEvents: DeferredEvents;
  readonly backlog: Backlog;
  readonly attempts: Attempts;
}

type Again = DeliveryCommand & { readonly do: 'again' };
type Now = DeliveryCommand & { readonly do: 'now' };

/** Does what callers asked of a delivery worker. What is asked while it runs is done in the same run. */
export class CommandRunner {
  readonly #deps: CommandRunnerDeps;
  readonly #pageSize = new PageSize();
  #running: Promise<void> | undefined;
  #isAsked = false;
  #isFull = false;
  #stopped = false;

  constructor(deps: CommandRunnerDeps) {
    this.#deps = deps;
  }

  /** Never rejects: what could not be done is done when it is called the next time. */
  run(): void {
    this.#isAsked = true;
    this.#running ??= this.#runAll().finally(() => (this.#running = undefined));
  }

  /** There is room again. */
  goOn(): void {
    if (this.#isFull && this.#deps.backlog.mayTakeAgain()) this.run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #runAll(): Promise<void> {
    const { webhook, logger } = this.#deps;
    try {
      while (this.#isAsked && !this.#stopped) {
        this.#isAsked = false;
        await this.#runPage();
      }
    } catch (error) {
      logger.warn({ webhook, reason: String(error) }, 'delivery commands wait for the store');
    }
  }

  async #runPage(): Promise<void> {
    const { store, webhook, backlog } = this.#deps;
    const commands = await readCommands(store, webhook, this.#pageSize);
    const now = commands.filter((it) => it.do === 'now');
    for (const command of now) await this.#tryNow(command);
    // What waits already needs no room.
    this.#isFull = !backlog.mayTakeAgain();
    const again = this.#isFull ? [] : commands.filter((it) => it.do === 'again');
    if (again.length > 0) await this.#deliverAgain(again);
    if (now.length + again.length > 0) this.#isAsked = true;
  }

  async #deliverAgain(commands: readonly Again[]): Promise<void> {
    const { store, webhook, deferredEvents, backlog, attempts } = this.#deps;
    const events = commands.map(({ logged }) => logged.event.id);
    const records = await recordsOf(store, webhook, events);
    const entries = await Promise.all(
      commands.map(({ logged, entry }) => deferredEvents.deferAgain(logged, entry)),
    );
    for (const [index, { logged }] of commands.entries()) {
      const deferred = deferredEvent(logged, entries[index] ?? '', records[index]);
      const lane = backlog.takeAgain(deferred);
      if (lane?.items[0]?.event === deferred.subject.event) attempts.hurry(lane);
    }
    attempts.begin();
  }

  async #tryNow({ conversation, event, entry }: Now): Promise<void> {
    const { store, webhook, backlog, attempts } = this.#deps;
    const lane = backlog.waitingFor(conversation, event);
    if (lane?.state === 'waiting' || lane?.state === 'ready') {
      if (lane.items[0]?.event === event) attempts.hurry(lane);
    }
    await doneWith(store, webhook, entry);
  }
}
