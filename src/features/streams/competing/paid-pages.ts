import { BridgeError } from '../../../core/errors.ts';
import { stepSize, type Scans } from '../../events/scans.ts';
import type { EventTail } from '../../events/tail.ts';
import type { Assignment } from './assignment.ts';
import type { CompetingConnection } from './connection.ts';
import { pageAfter, takenOf, type Page } from './page.ts';

/** Reads on for a consumer, at the expense of the key of one of its connections. */
export class PaidPages {
  readonly #tail: EventTail;
  readonly #scans: Scans;
  /** Events that were passed or handed out, and not paid for. */
  #unpaid = 0;

  constructor(tail: EventTail, scans: Scans) {
    this.#tail = tail;
    this.#scans = scans;
  }

  /** Undefined when the key has used up its rate by what it looked at before: it goes on later. */
  async after(
    assignment: Assignment,
    { filter, caller }: CompetingConnection,
  ): Promise<Page | undefined> {
    const size = stepSize(filter);
    const read = async () => {
      const page = await pageAfter(this.#tail, assignment, size);
      this.#scans.looked(page.events.length);
      return page;
    };
    if (this.#unpaid < size) return read();
    try {
      const page = await this.#scans.step(caller, read);
      this.#unpaid -= size;
      return page;
    } catch (error) {
      if (error instanceof BridgeError && error.code === 'too-many-requests') return undefined;
      throw error;
    }
  }

  /** Of a page as much was taken as the assignment has gone on. */
  taken(page: Page, assignment: Assignment): void {
    this.#unpaid += takenOf(page, assignment);
  }
}
