import type { Attempts } from './attempts.ts';
import type { Backlog } from '../backlog/backlog.ts';
import { recordsOf } from '../delivery/records.ts';
import { doneWith, readCommands, type DeliveryCommand } from '../backlog/commands.ts';
import type { DeferredEvents } from '../backlog/deferred-events.ts';
import type { Runtime } from '../../runtime.ts';

export interface CommandRunnerDeps extends Pick<Runtime, 'store' | 'logger'> {
  readonly webhook: string;
  readonly deferredEvents: DeferredEvents;
  readonly backlog: Backlog;
  readonly attempts: Attempts;
  /** Events that may wait in memory while more are taken in. */
  readonly most: number;
}

type Again = DeliveryCommand & { readonly do: 'again' };
type Now = DeliveryCommand & { readonly do: 'now' };

/** Does what callers asked of a delivery worker. What is asked while it runs is done in the same run. */
export class CommandRunner {
  readonly #deps: CommandRunnerDeps;
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
    if (this.#isFull && this.#hasRoom()) this.run();
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
    const { store, webhook } = this.#deps;
    this.#isFull = !this.#hasRoom();
    if (this.#isFull) return;
    const commands = await readCommands(store, webhook);
    if (commands.length === 0) return;
    await this.#deliverAgain(commands.filter((it) => it.do === 'again'));
    for (const command of commands) if (command.do === 'now') await this.#tryNow(command);
    this.#isAsked = true;
  }

  async #deliverAgain(commands: readonly Again[]): Promise<void> {
    const { store, webhook, deferredEvents, backlog, attempts } = this.#deps;
    const events = commands.map(({ logged }) => logged.event.id);
    const records = await recordsOf(store, webhook, events);
    const entries = await Promise.all(
      commands.map(({ logged, entry }) => deferredEvents.deferAgain(logged, entry)),
    );
    for (const [index, { logged }] of commands.entries()) {
      const delivery = records[index];
      const deferred = { logged, entry: entries[index] ?? '', ...(delivery && { delivery }) };
      const lane = backlog.takeAgain(deferred);
      if (lane?.items[0]?.logged === logged) attempts.hurry(lane);
    }
    attempts.begin();
  }

  async #tryNow({ conversation, event, entry }: Now): Promise<void> {
    const { store, webhook, backlog, attempts } = this.#deps;
    const lane = backlog.waitingFor(conversation, event);
    if (lane?.state === 'waiting' || lane?.state === 'ready') {
      if (lane.items[0]?.logged.event.id === event) attempts.hurry(lane);
    }
    await doneWith(store, webhook, entry);
  }

  #hasRoom(): boolean {
    return this.#deps.backlog.waiting < this.#deps.most;
  }
}
