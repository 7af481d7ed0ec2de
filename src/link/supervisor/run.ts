import type { XmlElement } from '../../core/element.ts';
import type { LinkDriver, LinkSession, SessionListener, SessionOptions } from '../driver.ts';
import type { LinkFailure, LinkLoss } from '../failure.ts';
import type { LinkListener } from '../link.ts';
import type { LinkTallies } from './tallies.ts';

export interface RunDeps {
  readonly driver: LinkDriver;
  readonly listener: LinkListener;
  readonly tallies: LinkTallies;
  readonly online: () => void;
  readonly mayWrite: () => boolean;
  readonly ended: (loss: LinkLoss) => void;
  /** As `ended`, of one that was only read by then. `readLate`: stanzas read since. */
  readonly readToTheEnd: (failure: LinkFailure, readLate: number) => void;
}

/** One session, and whether it is only read out by now. */
export class Run {
  readonly session: LinkSession;
  readonly #deps: RunDeps;
  #isLate = false;
  #readLate = 0;

  constructor(deps: RunDeps, options: SessionOptions) {
    this.#deps = deps;
    this.session = deps.driver.open(this.#listener(), options);
  }

  /** Nothing more is written; what the server has sent is read to its end and given as late. */
  readOut(): void {
    this.#isLate = true;
    this.session.readOut();
  }

  #listener(): SessionListener {
    const { listener, tallies, online, mayWrite, ended, readToTheEnd } = this.#deps;
    return {
      online,
      mayWrite,
      stanza: (stanza) => this.#hear(stanza),
      ownReply: (iq) => listener.ownReply(iq),
      isAwaited: (answer) => listener.isAwaited(answer),
      answerTooLarge: (answer, excess) => listener.answerTooLarge(answer, excess),
      overBound: (kind, bound) => tallies.overBound(kind, bound),
      count: (what) => tallies.count(what),
      ended: (failure, onItsWay) => {
        if (this.#isLate) readToTheEnd(failure, this.#readLate);
        else ended({ failure, onItsWay });
      },
    };
  }

  #hear(stanza: XmlElement): void {
    const { listener } = this.#deps;
    const isLate = this.#isLate || !listener.mayWrite();
    if (isLate) this.#readLate += 1;
    listener.stanza(stanza, isLate);
  }
}
