import { BridgeError } from '../core/errors.ts';
import type { Store, Subscription } from '../store/store.ts';
import type { Link } from './link.ts';
import type { LinkRegistry } from './registry.ts';

/** Writes a stanza to the link from any replica, once, without keeping it: IQs, answers and receipts. */
export interface Relay {
  /** False when no replica has a link now. Throws `payload-too-large` where its server has refused as much before. */
  readonly send: (xml: string) => Promise<boolean>;
  close(): void;
}

const channelOf = (replica: string) => `relay:${replica}`;

export function openRelay(deps: {
  readonly store: Store;
  readonly link: Link;
  readonly registry: LinkRegistry;
  readonly replica: string;
}): Relay {
  const { store, link, registry, replica } = deps;
  const forwarded: Subscription = store.subscribe(channelOf(replica), (xml) => link.send([xml]));
  return {
    async send(xml) {
      checkSize(xml, link.sizeLimit()?.bytes);
      if (link.send([xml])) return true;
      const other = await registry.online();
      if (other === undefined || other.replica === replica) return false;
      checkSize(xml, other.sizeLimit);
      await store.publish(channelOf(other.replica), xml);
      return true;
    },
    close: () => {
      forwarded.end();
    },
  };
}

function checkSize(xml: string, limit: number | undefined): void {
  if (limit === undefined || Buffer.byteLength(xml) < limit) return;
  throw new BridgeError(
    'payload-too-large',
    `The XMPP server ended the stream because of a stanza with ${limit} bytes, and this one is as large. Send less at ` +
      'once, or raise the limit of the server on stanzas of components.',
  );
}
