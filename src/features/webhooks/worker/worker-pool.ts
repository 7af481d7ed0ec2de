import { comparePositions } from '../../../store/store.ts';
import { Holding, type HoldingDeps } from './holding.ts';
import type { Undelivered } from '../attempt/measures.ts';
import { ageDeadLetters } from '../delivery/dead-letters.ts';
import { trimRecords } from '../delivery/records.ts';
import { onCommands } from '../backlog/commands.ts';
import { forgetBacklog } from '../backlog/deferred-events.ts';
import { PROGRESS, decodeProgress } from '../backlog/progress.ts';
import type { Registry } from '../subscription/registry.ts';

const REGULAR_MS = 60_000;

export interface WorkerPoolDeps extends HoldingDeps {
  readonly registry: Registry;
}

/** Has every webhook worked for by one of the replicas, and by this one where it holds the lease. */
export class WorkerPool {
  readonly #deps: WorkerPoolDeps;
  readonly #holdings = new Map<string, Holding>();
  #regular: NodeJS.Timeout | undefined;
  #commands: { end(): void } | undefined;
  #stopped = false;

  constructor(deps: WorkerPoolDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    await this.#deps.registry.start(() => this.#apply());
    this.#commands?.end();
    this.#commands = onCommands(this.#deps.store, (id) => this.#holdings.get(id)?.runCommands());
    this.#regular = setInterval(() => void this.lookAfter(), REGULAR_MS);
  }

  /** Ends what is under way, saves how far each webhook is, and gives its lease away. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#regular);
    this.#commands?.end();
    this.#deps.registry.stop();
    await Promise.all([...this.#holdings.values()].map((holding) => holding.set(undefined)));
  }

  /**
   * The position up to which every enabled or paused webhook is done: the event log must not be trimmed after
   * it. Undefined when no webhook needs any event.
   */
  async heldAt(): Promise<string | undefined> {
    const { store, registry, tail } = this.#deps;
    const [{ incarnation }, saved] = await Promise.all([tail.newest(), store.list(PROGRESS)]);
    const places = [...registry.known().values()]
      .filter(({ state }) => state !== 'disabled')
      .map(({ id, startAt }) => {
        const record = saved.get(id);
        return record === undefined ? startAt : decodeProgress(record.value).done;
      })
      .filter((place) => place.incarnation === incarnation)
      .map(({ position }) => position);
    return places.sort(comparePositions)[0];
  }

  /** Of each webhook that this replica works for. */
  undelivered(): readonly Undelivered[] {
    return [...this.#holdings.values()].flatMap((holding) => holding.undelivered() ?? []);
  }

  #apply(): void {
    if (this.#stopped) return;
    const known = this.#deps.registry.known();
    for (const [id, subscription] of known) {
      const wanted = subscription.state === 'enabled' ? subscription : undefined;
      const holding = this.#holdings.get(id) ?? new Holding(this.#deps, id);
      this.#holdings.set(id, holding);
      void holding.set(wanted);
    }
    for (const [id, holding] of this.#holdings) {
      if (known.has(id)) continue;
      this.#holdings.delete(id);
      void holding.set(undefined);
    }
  }

  /** What no signal tells: changes whose signal was lost, and time that passed. */
  async lookAfter(): Promise<void> {
    const { registry, store, now, logger } = this.#deps;
    try {
      // Listed first: what is not known after the load was not made in between.
      const progress = await store.list(PROGRESS);
      await registry.load();
      for (const id of progress.keys()) {
        if (!registry.known().has(id)) await forgetBacklog(store, id, now());
      }
      for (const id of registry.known().keys()) {
        await ageDeadLetters(store, id, now());
        await trimRecords(store, id, now());
        await this.#holdings.get(id)?.lookAfter();
      }
    } catch (error) {
      logger.warn({ reason: String(error) }, 'webhooks were not looked after');
    }
  }
}
