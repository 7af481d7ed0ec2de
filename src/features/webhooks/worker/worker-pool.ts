import { comparePositions } from '../../../store/store.ts';
import type { Holding } from './holding.ts';
import { Partition, type LeaseTimes, type PartitionDeps } from './partition.ts';
import { byPartition, fairShare, partitionOf, surplus } from './partitions.ts';
import { Peers } from './peers.ts';
import type { Undelivered } from '../attempt/measures.ts';
import { ageDeadLetters } from '../delivery/dead-letters.ts';
import { trimRecords } from '../delivery/records.ts';
import { onCommands } from '../backlog/commands.ts';
import { forgetBacklog } from '../backlog/deferred-events.ts';
import { PROGRESS, decodeProgress } from '../backlog/progress.ts';
import type { Registry } from '../subscription/registry.ts';

const REGULAR_MS = 60_000;
/** What is kept for days is looked through more rarely. */
const AGE_EVERY = 10;

export interface WorkerPoolDeps extends Omit<PartitionDeps, 'mayAsk'> {
  readonly registry: Registry;
  readonly lease: LeaseTimes;
}

/** Has every webhook worked for by one of the replicas, and by this one where it holds the lease. */
export class WorkerPool {
  readonly #deps: WorkerPoolDeps;
  readonly #partitions = new Map<number, Partition>();
  #peers: Peers | undefined;
  #regular: NodeJS.Timeout | undefined;
  #commands: { end(): void } | undefined;
  #looks = 0;
  #stopped = false;

  constructor(deps: WorkerPoolDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    const { registry, store, lease } = this.#deps;
    const looked = () => {
      this.#shareOut();
    };
    this.#peers ??= new Peers({
      ...this.#deps,
      everyMs: lease.pollMs,
      ttlMs: lease.ttlMs,
      looked,
    });
    await registry.start(() => {
      this.#apply();
    });
    this.#commands?.end();
    this.#commands = onCommands(store, (id) => this.#holding(id)?.runCommands());
    clearInterval(this.#regular);
    this.#regular = setInterval(() => void this.lookAfter(), REGULAR_MS);
  }

  /** Ends what is under way, saves how far each webhook is, and gives the leases away. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#regular);
    this.#commands?.end();
    this.#peers?.stop();
    this.#deps.registry.stop();
    await Promise.all([...this.#partitions.values()].map((partition) => partition.stop()));
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
    return [...this.#holdings()].flatMap((holding) => holding.undelivered() ?? []);
  }

  #apply(): void {
    if (this.#stopped) return;
    const wanted = byPartition(this.#deps.registry.known());
    for (const [number, webhooks] of wanted) {
      const partition = this.#partitions.get(number) ?? this.#open(number);
      this.#partitions.set(number, partition);
      partition.set(webhooks);
    }
    for (const [number, partition] of this.#partitions) {
      if (wanted.has(number)) continue;
      this.#partitions.delete(number);
      partition.set([]);
      void partition.stop();
    }
  }

  #open(number: number): Partition {
    const mayAsk = () => this.#size(this.#held()) < this.#share();
    return new Partition({ ...this.#deps, mayAsk }, number);
  }

  /** How many webhooks this replica works for before it leaves the rest to others. */
  #share(): number {
    return fairShare(this.#deps.registry.known().size, this.#peers?.count() ?? 1);
  }

  #held(): ReadonlyMap<number, number> {
    const held = [...this.#partitions].filter(([, { isHeld }]) => isHeld);
    return new Map(held.map(([number, { size }]) => [number, size]));
  }

  #size(held: ReadonlyMap<number, number>): number {
    return [...held.values()].reduce((sum, webhooks) => sum + webhooks, 0);
  }

  /** Others that have less than their share take what this one gives away. */
  #shareOut(): void {
    if (this.#stopped) return;
    for (const number of surplus(this.#held(), this.#share())) {
      const given = this.#partitions.get(number)?.giveAway();
      given?.catch((error: unknown) => {
        this.#deps.logger.warn({ reason: String(error) }, 'webhooks were not given away');
      });
    }
  }

  #holding(webhook: string): Holding | undefined {
    return this.#partitions.get(partitionOf(webhook))?.holding(webhook);
  }

  *#holdings(): Iterable<Holding> {
    for (const partition of this.#partitions.values()) yield* partition.holdings();
  }

  /** What no signal tells: changes whose signal was lost, and time that passed. */
  async lookAfter(): Promise<void> {
    const { registry, store, logger } = this.#deps;
    try {
      // Listed first: what is not known after the load was not made in between.
      const progress = await store.list(PROGRESS);
      await registry.load();
      for (const id of progress.keys()) {
        if (!registry.known().has(id)) await forgetBacklog(store, id);
      }
      const isTimeToAge = this.#looks % AGE_EVERY === 0;
      this.#looks += 1;
      // Of each partition one replica has the lease.
      for (const partition of [...this.#partitions.values()].filter(({ isHeld }) => isHeld)) {
        await this.#lookAfterAll(partition, isTimeToAge);
      }
    } catch (error) {
      logger.warn({ reason: String(error) }, 'webhooks were not looked after');
    }
  }

  async #lookAfterAll(partition: Partition, isTimeToAge: boolean): Promise<void> {
    const { store, now } = this.#deps;
    for (const holding of partition.holdings()) {
      await holding.lookAfter();
      if (!isTimeToAge) continue;
      await ageDeadLetters(store, holding.webhook, now());
      await trimRecords(store, holding.webhook, now());
    }
  }
}
