import type { Link } from '../../../link/link.ts';
import type { Store } from '../../../store/store.ts';

export interface LinkWatchDeps {
  readonly store: Pick<Store, 'publish' | 'subscribe'>;
  readonly link: Pick<Link, 'state'>;
  readonly monotonic: () => number;
  /** Texts that grow. */
  readonly newId: () => string;
}

const CHANNEL = 'presence-link';
const TELL_EVERY_MS = 400;
/** Without a word for so long, nobody may hear what contacts do. */
const EXPIRE_MS = 1_200;
/** Asks who has the link. */
const ASK = '?';
/** A replica with the link answers within milliseconds; one that was killed or is stuck does not. */
const ANSWER_MS = 400;

/**
 * Which link presence is heard on, on every replica: each link has a name of its own, which its replica tells the others
 * again and again. What was heard on another link may have ceased to be true.
 */
export class LinkWatch {
  readonly #deps: LinkWatchDeps;
  readonly #timer: NodeJS.Timeout;
  readonly #heard: { end(): void };
  #name = '';
  #isOwn = false;
  #heardAt = -Infinity;
  /** Resolves when the replica with the link answers, or when the time for that is over. */
  #asking: Promise<boolean> | undefined;
  #answered: (isHeard: boolean) => void = () => undefined;

  constructor(deps: LinkWatchDeps) {
    this.#deps = deps;
    this.#heard = deps.store.subscribe(CHANNEL, (name) => {
      this.#hear(name);
    });
    this.#timer = setInterval(() => {
      this.#tell();
    }, TELL_EVERY_MS);
  }

  /** This replica has a new link. */
  up(): string {
    this.#name = this.#deps.newId();
    this.#isOwn = true;
    this.#tell();
    return this.#name;
  }

  down(): void {
    this.#isOwn = false;
    this.#heardAt = -Infinity;
    this.#publish('');
  }

  /** The link of this replica, under the name that counts for all. Undefined where it has none. */
  own(): string | undefined {
    return this.#hasLink() ? this.#name : undefined;
  }

  /** Undefined while nobody is known to hear. */
  current(): string | undefined {
    const isHeard = this.#deps.monotonic() - this.#heardAt < EXPIRE_MS;
    return this.#hasLink() || isHeard ? this.#name : undefined;
  }

  /** As `current`, after asking the replica that has the link: nothing announces that a replica was killed. */
  async confirmed(): Promise<string | undefined> {
    if (this.current() === undefined || this.#hasLink()) return this.current();
    this.#asking ??= this.#ask();
    return (await this.#asking) ? this.current() : undefined;
  }

  async #ask(): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => (this.#answered = resolve));
    const timer = setTimeout(() => {
      this.#answered(false);
    }, ANSWER_MS);
    this.#publish(ASK);
    const isHeard = await heard;
    clearTimeout(timer);
    this.#asking = undefined;
    return isHeard;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#answered(false);
    this.#heard.end();
  }

  /** A link that was handed over has ended without a word. */
  #hasLink(): boolean {
    return this.#isOwn && this.#deps.link.state().state === 'online';
  }

  #tell(): void {
    if (this.#hasLink()) this.#publish(this.#name);
  }

  #publish(name: string): void {
    // What is lost is made up for by the next.
    this.#deps.store.publish(CHANNEL, name).catch(() => undefined);
  }

  #hear(name: string): void {
    if (name === ASK) {
      this.#tell();
      return;
    }
    if (name === '') {
      if (!this.#hasLink()) this.#heardAt = -Infinity;
      return;
    }
    // Where several replicas have links, the newest counts: it is the one on which all contacts are asked.
    if (this.#hasLink() && name < this.#name) return;
    this.#name = name;
    this.#heardAt = this.#deps.monotonic();
    this.#answered(true);
  }
}
