/** Tells of what an identity publishes: who subscribed to the node, and contacts whose clients want it (XEP-0163 §4.3). */
import { element, type XmlElement } from '../../../core/element.ts';
import { NS_PUBSUB_EVENT } from '../../../extensions/pubsub/pubsub-event.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { Resource } from '../contacts/book.ts';
import type { Contact } from '../contacts/contact.ts';
import type { Nodes } from './nodes.ts';
import type { Access } from './node.ts';
import type { ShownItem, ShownNode } from './own-nodes.ts';

export interface NoticesDeps {
  readonly nodes: Pick<Nodes, 'subscribers'>;
  readonly contacts: (
    identity: string,
  ) => Promise<readonly (readonly [remote: string, contact: Contact])[]>;
  /** What a client can do; undefined where it does not say so. */
  readonly featuresOf: (client: {
    readonly identity: string;
    readonly jid: string;
    readonly resource: Resource;
  }) => Promise<readonly string[] | undefined>;
  readonly send: (stanza: XmlElement) => Promise<void>;
}

export interface Notice {
  readonly identity: string;
  readonly node: string;
  readonly access: Access;
  readonly item?: ShownItem;
  readonly retracted?: string;
}

export interface Notices {
  readonly tell: (notice: Notice) => Promise<void>;
  readonly sendLast: (identity: string, to: string, node: ShownNode) => Promise<void>;
  /** A client of a contact came: it is told the last item of each node that it wants. */
  readonly greet: (
    client: { readonly identity: string; readonly jid: string; readonly resource: Resource },
    shown: readonly ShownNode[],
  ) => Promise<void>;
}

export function createNotices(deps: NoticesDeps): Notices {
  const { nodes, contacts, featuresOf, send } = deps;

  const wanting = async ({ identity, node }: Notice): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const [remote, contact] of await contacts(identity)) {
      if (contact.theirs !== 'granted') continue;
      for (const resource of contact.book?.resources ?? []) {
        const jid = `${remote}/${resource.resource}`;
        const features = await featuresOf({ identity, jid, resource });
        if (features?.includes(`${node}+notify`) === true) found.push(jid);
      }
    }
    return found;
  };
  const isGranted = async (identity: string, subscriber: string) => {
    const all = await contacts(identity);
    const account = subscriber.split('/')[0];
    return all.some(([remote, { theirs }]) => remote === account && theirs === 'granted');
  };

  return {
    async tell(notice) {
      const { identity, node, access } = notice;
      const subscribed: string[] = [];
      for (const jid of await nodes.subscribers(identity, node)) {
        if (access === 'open' || (await isGranted(identity, jid))) subscribed.push(jid);
      }
      const all = new Set([...subscribed, ...(await wanting(notice))]);
      for (const to of all) await send(eventMessage(notice, to));
    },
    async sendLast(identity, to, { node, access, items }) {
      const item = items.at(-1);
      if (item !== undefined) await send(eventMessage({ identity, node, access, item }, to));
    },
    async greet({ identity, jid, resource }, shown) {
      const features = await featuresOf({ identity, jid, resource });
      for (const { node, access, items } of shown) {
        const item = items.at(-1);
        if (item === undefined || features?.includes(`${node}+notify`) !== true) continue;
        await send(eventMessage({ identity, node, access, item }, jid));
      }
    },
  };
}

function eventMessage({ identity, node, item, retracted }: Notice, to: string): XmlElement {
  const items = element('items', NS_PUBSUB_EVENT, { node }, [
    item && element('item', NS_PUBSUB_EVENT, { id: item.id }, [item.payload]),
    retracted === undefined ? undefined : element('retract', NS_PUBSUB_EVENT, { id: retracted }),
  ]);
  const event = element('event', NS_PUBSUB_EVENT, {}, [items]);
  return element('message', NS_CLIENT, { from: identity, to, type: 'headline' }, [event]);
}
