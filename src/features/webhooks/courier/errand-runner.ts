import type { Attempts } from './attempts.ts';
import type { Backlog } from '../backlog/backlog.ts';
import { recordsOf } from '../delivery/records.ts';
import { doneWith, readErrands, type Errand } from '../backlog/errands.ts';
import type { Parking } from '../backlog/parking.ts';
import type { Runtime } from '../../runtime.ts';

export interface ErrandRunnerDeps extends Pick<Runtime, 'store' | 'logger'> {
  readonly webhook: string;
  readonly parking: Parking;
  readonly backlog: Backlog;
  readonly attempts: Attempts;
  /** Events that may wait in memory while more are taken in. */
  readonly most: number;
}

type Again = Errand & { readonly do: 'again' };
type Now = Errand & { readonly do: 'now' };

/** Does what callers asked of a courier. What is asked while it runs is done in the same run. */
export class ErrandRunner {
  readonly #deps: ErrandRunnerDeps;
  #running: Promise<void> | undefined;
  #isAsked = false;
  #isFull = false;
  #stopped = false;

  constructor(deps: ErrandRunnerDeps) {
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
      logger.warn({ webhook, reason: String(error) }, 'what was asked of a webhook has to wait');
    }
  }

  async #runPage(): Promise<void> {
    const { store, webhook } = this.#deps;
    this.#isFull = !this.#hasRoom();
    if (this.#isFull) return;
    const errands = await readErrands(store, webhook);
    if (errands.length === 0) return;
    await this.#deliverAgain(errands.filter((it) => it.do === 'again'));
    for (const errand of errands) if (errand.do === 'now') await this.#tryNow(errand);
    this.#isAsked = true;
  }

  async #deliverAgain(errands: readonly Again[]): Promise<void> {
    const { store, webhook, parking, backlog, attempts } = this.#deps;
    const events = errands.map(({ logged }) => logged.event.id);
    const records = await recordsOf(store, webhook, events);
    const entries = await Promise.all(
      errands.map(({ logged, entry }) => parking.parkAgain(logged, entry)),
    );
    for (const [index, { logged }] of errands.entries()) {
      const delivery = records[index];
      const parked = { logged, entry: entries[index] ?? '', ...(delivery && { delivery }) };
      const lane = backlog.takeAgain(parked);
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
