import type { Runtime } from '../../runtime.ts';

export interface PeersDeps extends Pick<Runtime, 'store' | 'replica' | 'monotonic'> {
  /** How often a replica says that it is there, ms. */
  readonly everyMs: number;
  /** How long after its last word it counts, ms. */
  readonly ttlMs: number;
  /** Others may have come or gone; also called each time that this replica says that it is there. */
  readonly looked: () => void;
}

const CHANNEL = 'webhook-workers';
const HERE = 'here';
const GONE = 'gone';

/** Which replicas deliver webhooks: each says so now and then, by a signal. One that is missed costs fairness only. */
export class Peers {
  readonly #deps: PeersDeps;
  /** When each of the others was heard last. */
  readonly #heard = new Map<string, number>();
  readonly #signals: { end(): void };
  readonly #timer: NodeJS.Timeout;

  constructor(deps: PeersDeps) {
    this.#deps = deps;
    this.#signals = deps.store.subscribe(CHANNEL, (payload) => {
      this.#hear(payload);
    });
    this.#timer = setInterval(() => {
      this.#tell(HERE);
      deps.looked();
    }, deps.everyMs);
    this.#tell(HERE);
  }

  /** With this one. */
  count(): number {
    const since = this.#deps.monotonic() - this.#deps.ttlMs;
    for (const [replica, at] of this.#heard) if (at < since) this.#heard.delete(replica);
    return this.#heard.size + 1;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#signals.end();
    this.#tell(GONE);
  }

  #hear(payload: string): void {
    const { replica, monotonic, looked } = this.#deps;
    const [word, other = ''] = payload.split(' ');
    if (other === replica || other === '') return;
    const isKnown = this.#heard.has(other);
    if (word === GONE) this.#heard.delete(other);
    else this.#heard.set(other, monotonic());
    if (isKnown === (word === GONE)) looked();
  }

  #tell(word: string): void {
    const { store, replica } = this.#deps;
    store.publish(CHANNEL, `${word} ${replica}`).catch(() => undefined);
  }
}
