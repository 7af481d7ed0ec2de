import type { Clock } from '../clock.ts';
import type { LinkFailure } from '../failure.ts';
import type { LinkReport } from '../link.ts';
import { nextLinkState, type LinkEvent, type LinkState } from './link-state.ts';

/** Where the link is in its life, since when, and what went wrong last. */
export class LinkStatus {
  readonly #clock: Clock;
  #state: LinkState = 'offline';
  #since: number;
  #onlineAt: number | undefined;
  #lastError: string | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Ms since the link came up, also while it drains; undefined where it is not up. */
  get upFor(): number | undefined {
    return this.#onlineAt === undefined ? undefined : this.#clock.elapsed() - this.#onlineAt;
  }

  move(event: LinkEvent): void {
    const next = nextLinkState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#since = this.#clock.now();
  }

  cameUp(): void {
    this.move('accepted');
    this.#lastError = undefined;
    this.#onlineAt = this.#clock.elapsed();
  }

  ended(): void {
    this.move('ended');
    this.#onlineAt = undefined;
  }

  failed({ kind, text }: LinkFailure): void {
    if (kind !== 'stopped') this.#lastError = text;
  }

  /** False where the same went wrong last time. */
  isNews({ text }: LinkFailure): boolean {
    return text !== this.#lastError;
  }

  report(session: Pick<LinkReport, 'barrier' | 'dropsIqs'>): LinkReport {
    return {
      state: this.#state,
      since: this.#since,
      ...session,
      ...(this.#lastError !== undefined && { lastError: this.#lastError }),
    };
  }
}
