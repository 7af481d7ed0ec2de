import type { EndReason } from '../../../core/live.ts';
import type { Ack } from './acks.ts';
import { joined, MAX_HELD, roomIn, type Assignment, type News } from './assignment.ts';
import type { CompetingConnection } from './connection.ts';
import { newsOf, type Page } from './page.ts';

/** The connections of one competing consumer on this replica. */
export class OwnConnections {
  readonly #byName = new Map<string, CompetingConnection>();

  get size(): number {
    return this.#byName.size;
  }

  get first(): CompetingConnection | undefined {
    const [first] = this.#byName.values();
    return first;
  }

  add(connection: CompetingConnection): void {
    this.#byName.set(connection.name, connection);
  }

  remove({ name }: CompetingConnection): void {
    this.#byName.delete(name);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  named(name: string): CompetingConnection | undefined {
    return this.#byName.get(name);
  }

  /** Whether an event can be given to one of them. */
  hasRoom(assignment: Assignment): boolean {
    const room = roomIn(assignment);
    return [...this.#byName.keys()].some((name) => (room.get(name) ?? MAX_HELD) > 0);
  }

  /** An assignment with those that are new in it. One that wishes for other events than the rest is ended. */
  joinedTo(assignment: Assignment): Assignment {
    let present = assignment;
    for (const connection of this.#all()) {
      const withIt = joined(present, connection.name, connection.wishes);
      if (withIt === undefined) connection.end('other-filter');
      else present = withIt;
    }
    return present;
  }

  /** By the wishes that all connections share. Nothing where none is left that knows them: events are not to be passed over. */
  newsFor({ connections }: Assignment, page: Page | undefined): readonly News[] {
    const own = connections.find((name) => this.#byName.has(name));
    const connection = own === undefined ? undefined : this.#byName.get(own);
    if (connection === undefined || page === undefined) return [];
    return page.events.map((logged) => newsOf(logged, connection.filter));
  }

  settle(acks: readonly Ack[]): void {
    for (const { connection, position } of acks) this.#byName.get(connection)?.settle(position);
  }

  /** Everything is sent to them again, also what they have already. */
  forget(): void {
    for (const connection of this.#byName.values()) connection.forget();
  }

  endAll(reason: EndReason): void {
    for (const connection of this.#all()) connection.end(reason);
  }

  /** Ends those that have owed an acknowledgement since before then. */
  endSlow(since: number): void {
    for (const connection of this.#all()) if (connection.owesSince < since) connection.end('slow');
  }

  /** One that ends leaves meanwhile. */
  #all(): readonly CompetingConnection[] {
    return [...this.#byName.values()];
  }
}
