import type { XmlElement } from '../../../core/element.ts';
import type { InboundHandler } from '../../../core/feature.ts';
import { bare } from '../../../core/jid/jid.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../contacts/book.ts';
import type { ContactTable } from '../contacts/contact-table.ts';
import { fullJid } from '../../../core/addresses/identity.ts';
import { AVATARS, type IdentityRecord } from '../identity-record.ts';
import { NODE_METADATA, type ItemPlace } from './node.ts';
import { Nodes } from './nodes.ts';
import { createNotices } from './notices.ts';
import { shownNodes } from './own-nodes.ts';
import { nodeRequests } from './requests.ts';

/** What the software of a client can do, as it advertises it. */
export type FeaturesOf = (client: {
  readonly jid: string;
  readonly from: string;
  readonly node: string;
  readonly ver: string;
  readonly hash: string;
}) => Promise<readonly string[] | undefined>;

export interface Publishing {
  readonly nodes: Nodes;
  readonly inbound: InboundHandler;
  readonly changed: (place: ItemPlace) => void;
  /** The avatar of an identity is another one. */
  readonly avatarChanged: (identity: string) => void;
  /** A client of a contact came. */
  readonly clientCame: (identity: string, jid: string, resource: Resource) => void;
}

export interface PublishingDeps {
  readonly declared: (address: string) => IdentityRecord | undefined;
  readonly table: Pick<ContactTable, 'get' | 'list'>;
  readonly featuresOf: FeaturesOf;
  /** Sends answers that may be large. */
  readonly send: (stanza: XmlElement) => Promise<void>;
}

/** What identities publish, and who is told. Being told is no promise (XEP-0060 §7.1.2.3): nothing here is sent twice. */
export function createPublishing(runtime: Runtime, deps: PublishingDeps): Publishing {
  const { store, domain, logger } = runtime;
  const { declared, table, send } = deps;
  const nodes = new Nodes(runtime);
  const shown = async (identity: string, all = false) => {
    const photo = all ? await store.get(AVATARS, identity) : undefined;
    return shownNodes(declared(identity), await nodes.of(identity), photo?.value);
  };
  const notices = createNotices({
    nodes,
    contacts: (identity) => table.list(identity),
    async featuresOf({ identity, jid, resource: { client, ver, hash } }) {
      if (client === undefined || ver === undefined || hash === undefined) return undefined;
      return deps.featuresOf({ jid, from: fullJid(identity), node: client, ver, hash });
    },
    send,
  });
  const inBackground = (work: Promise<unknown>) => {
    work.catch((error: unknown) => {
      logger.debug({ reason: String(error) }, 'what an identity publishes was not told');
    });
  };
  const tell = async ({ identity, node, item }: ItemPlace) => {
    const found = (await shown(identity)).find((it) => it.node === node);
    const published = found?.items.find(({ id }) => id === item);
    const what = published === undefined ? { retracted: item } : { item: published };
    await notices.tell({ identity, node, access: found?.access ?? 'presence', ...what });
  };
  return {
    nodes,
    inbound: onlyOfDeclared(
      declared,
      nodeRequests({
        ...{ domain, nodes, shown, send, sendLast: notices.sendLast },
        async isContact(identity, remote) {
          return (await table.get({ identity, remote }))?.theirs === 'granted';
        },
      }),
    ),
    changed(place) {
      inBackground(tell(place));
    },
    avatarChanged(identity) {
      const id = declared(identity)?.avatar?.sha1;
      if (id !== undefined) inBackground(tell({ identity, node: NODE_METADATA, item: id }));
    },
    clientCame(identity, jid, resource) {
      if (declared(identity) === undefined) return;
      inBackground(shown(identity).then((all) => notices.greet({ identity, jid, resource }, all)));
    },
  };
}

/** Requests about an identity that nobody declared are for the callers. */
function onlyOfDeclared(
  declared: PublishingDeps['declared'],
  handler: InboundHandler,
): InboundHandler {
  return {
    stage: handler.stage,
    handle(stanza, arrival) {
      const { to = '' } = stanza.attributes;
      // A client has no nodes, and an identity is no client.
      if (to !== bare(to) || declared(to) === undefined) return 'passed';
      return handler.handle(stanza, arrival);
    },
  };
}
