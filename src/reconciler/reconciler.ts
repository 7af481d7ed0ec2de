import type { Logger } from '../observe/logger.ts';
import { createTally } from '../observe/tally.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../link/clock.ts';
import { Agenda } from './agenda.ts';
import { Declarations } from './declarations.ts';
import { stateOf, type ItemState } from './item.ts';
import type { AnyKind, Kind } from './kind.ts';
import { NoticeTrimmer } from './notices.ts';
import { PARTITIONS } from './records.ts';
import { Runner } from './runner.ts';
import { PartitionLease } from './partition-lease.ts';
import { Terms, type Term } from './terms.ts';
import type { Counted } from './worker.ts';

export interface ReconcilerDeps {
  readonly store: Store;
  readonly replica: string;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  /** Requests a second over the link of this replica; 100 if left out. */
  readonly rate?: number;
  /** Requests that are being sent at once; 64 if left out. */
  readonly concurrency?: number;
  /** How long it may take to send one, ms; 10 s if left out. */
  readonly askMs?: number;
  /** How often everything is read again, ms; 5 min if left out. */
  readonly lookMs?: number;
}

export interface Readings {
  /** Of the items that this replica works on. */
  readonly items: readonly { readonly kind: string; readonly state: ItemState; count: number }[];
  /** Since the start of the process. */
  readonly asks: readonly { readonly kind: string; readonly count: number }[];
  readonly failures: readonly { readonly kind: string; readonly count: number }[];
}

const DEFAULTS = { rate: 100, concurrency: 64, askMs: 10_000, lookMs: 300_000 };

/**
 * What is declared stays true: keeps what features want of the XMPP side, works on it where the link is, and shows on every
 * replica what is wanted and what was seen. See design/012-reconciler.md.
 */
export class Reconciler {
  readonly #deps: ReconcilerDeps & typeof DEFAULTS;
  readonly #kinds = new Map<string, AnyKind>();
  readonly #tally = createTally<Counted>();
  readonly #terms: Terms;
  readonly #trimmer: NoticeTrimmer;
  readonly #agenda: Agenda;
  readonly #runners = new Map<number, Runner>();
  /** Tells this process from an earlier one of the same replica. */
  readonly #process: string;
  #holders = 0;
  #leases: readonly PartitionLease[] = [];

  constructor(deps: ReconcilerDeps) {
    this.#deps = { ...DEFAULTS, ...deps };
    this.#process = Math.floor(deps.random() * 2 ** 48).toString(36);
    this.#terms = new Terms(deps.store);
    this.#trimmer = new NoticeTrimmer(deps.store);
    this.#agenda = new Agenda(this.#deps);
  }

  /** Before the link comes up for the first time. */
  register<Wanted, Seen>(kind: Kind<Wanted, Seen>): Declarations<Wanted, Seen> {
    if (this.#kinds.has(kind.name)) throw new Error(`the kind ${kind.name} is registered already`);
    if (this.#leases.length > 0) throw new Error('kinds are registered before the link is up');
    const erased = kind as AnyKind;
    this.#kinds.set(kind.name, erased);
    const { store, clock } = this.#deps;
    const now = () => clock.now();
    return new Declarations({ store, terms: this.#terms, trimmer: this.#trimmer, now }, erased);
  }

  /**
   * This replica has a new link. It asks for the lease of each partition, under a name that was never used before, so that
   * the epoch is another with each link: what was seen on an earlier one is stale. Where only one replica has a link, it
   * gets them all.
   */
  linkUp(): void {
    void this.linkDown();
    // Without kinds there is nothing to work on, and no lease to renew.
    if (this.#kinds.size === 0) return;
    const { store, replica, clock, logger } = this.#deps;
    const newHolder = () => `${replica}/${this.#process}/${(this.#holders += 1)}`;
    this.#leases = Array.from({ length: PARTITIONS }, (_, partition) => {
      const granted = (term: Term) => this.#begin(partition, term);
      const lost = () => this.#end(partition);
      return new PartitionLease({ store, clock, logger, partition, newHolder, granted, lost });
    });
  }

  /** The link of this replica is gone: nothing is asked from here on. Resolves when the leases are given away. */
  async linkDown(): Promise<void> {
    const leases = this.#leases;
    this.#leases = [];
    for (const partition of this.#runners.keys()) this.#end(partition);
    await Promise.all(leases.map((lease) => lease.leave()));
  }

  async stop(): Promise<void> {
    await this.linkDown();
    this.#agenda.stop();
  }

  readings(): Readings {
    const items = new Map<string, Readings['items'][number]>();
    for (const runner of this.#runners.values()) {
      for (const item of runner.items()) {
        const [kind, state] = [item.kind.name, stateOf(item)];
        const known = items.get(`${kind} ${state}`) ?? { kind, state, count: 0 };
        known.count += 1;
        items.set(`${kind} ${state}`, known);
      }
    }
    const counts = new Map<string, number>(this.#tally.counts());
    const ofEach = (what: string) =>
      [...this.#kinds.keys()].map((kind) => ({ kind, count: counts.get(`${what} ${kind}`) ?? 0 }));
    return { items: [...items.values()], asks: ofEach('asks'), failures: ofEach('failures') };
  }

  #begin(partition: number, term: Term): void {
    const deps = { ...this.#deps, kinds: this.#kinds, agenda: this.#agenda, tally: this.#tally };
    this.#terms.begin(partition, term);
    this.#runners.set(partition, new Runner({ ...deps, partition, term }));
  }

  #end(partition: number): void {
    this.#terms.end(partition);
    this.#runners.get(partition)?.stop();
    this.#runners.delete(partition);
  }
}
