import type { Store, Subscription } from '../store/store.ts';
import type { Link } from './link.ts';
import type { LinkBoard } from './registry.ts';

/** Puts a stanza on the wire from any replica, once, without keeping it: IQs, answers and receipts. */
export interface Transmit {
  /** False when no replica has a link now. */
  readonly send: (xml: string) => Promise<boolean>;
  close(): void;
}

const channelOf = (replica: string) => `transmit:${replica}`;

export function openTransmit(deps: {
  readonly store: Store;
  readonly link: Link;
  readonly board: LinkBoard;
  readonly replica: string;
}): Transmit {
  const { store, link, board, replica } = deps;
  const forwarded: Subscription = store.subscribe(channelOf(replica), (xml) => link.send([xml]));
  return {
    async send(xml) {
      if (link.send([xml])) return true;
      const other = await board.online();
      if (other === undefined || other.replica === replica) return false;
      await store.publish(channelOf(other.replica), xml);
      return true;
    },
    close: () => {
      forwarded.end();
    },
  };
}
