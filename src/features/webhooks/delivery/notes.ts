import type { Change } from '../../../store/store.ts';
import type { Delivery } from './delivery.ts';
import { deliveredLog } from './records.ts';

/** Noted per save; of a busier webhook the newest are. */
const MOST = 100;
/** So many more, and the log is to be trimmed. */
const TRIM_AFTER = 1_000;

/**
 * Deliveries that went through at once, until the next save of the progress takes them along: they cost no round
 * trip of their own. What a crash forgets is not delivered less.
 */
export class DeliveredNotes {
  readonly #webhook: string;
  readonly #trim: () => void;
  #fresh: Delivery[] = [];
  #appended = 0;

  constructor(webhook: string, trim: () => void) {
    this.#webhook = webhook;
    this.#trim = trim;
  }

  add(delivery: Delivery): void {
    if (this.#fresh.length === MOST) this.#fresh.shift();
    this.#fresh.push(delivery);
  }

  /** What is to be written since the last call. */
  take(): Change[] {
    const log = deliveredLog(this.#webhook);
    const fresh = this.#fresh;
    this.#fresh = [];
    this.#appended += fresh.length;
    if (this.#appended >= TRIM_AFTER) {
      this.#appended = 0;
      this.#trim();
    }
    return fresh.map((delivery) => ({ do: 'append', log, value: JSON.stringify(delivery) }));
  }
}
