/** What others ask of the nodes of an identity (XEP-0060 §6, XEP-0163). */
import { childElements, element, type XmlElement } from '../../../core/element.ts';
import type { Inbound, InboundHandler } from '../../../core/feature.ts';
import { bare, domainOf, prepareJid } from '../../../core/jid/jid.ts';
import { discoItems } from '../../../extensions/queries/disco-items.ts';
import { errorReply, resultReply } from '../../../stanza/stanza-error.ts';
import type { Nodes } from './nodes.ts';
import { NODE_DATA } from './node.ts';
import type { ShownNode } from './own-nodes.ts';

export const NS_PUBSUB = 'http://jabber.org/protocol/pubsub';
const NS_ITEMS = 'http://jabber.org/protocol/disco#items';

export interface NodeRequestsDeps {
  readonly domain: string;
  readonly nodes: Pick<Nodes, 'subscribe' | 'unsubscribe'>;
  /** What an identity shows; `all`: with the bytes of its avatar. */
  readonly shown: (identity: string, all: boolean) => Promise<readonly ShownNode[]>;
  /** Whether somebody may see the presence of an identity. */
  readonly isContact: (identity: string, remote: string) => Promise<boolean>;
  readonly send: (stanza: XmlElement) => Promise<void>;
  /** Sends the last item of a node to who subscribed. */
  readonly sendLast: (identity: string, to: string, node: ShownNode) => Promise<void>;
}

interface Asked {
  readonly iq: XmlElement;
  readonly identity: string;
  readonly remote: string;
}

export function nodeRequests(deps: NodeRequestsDeps): InboundHandler {
  return {
    stage: 'request',
    handle(iq, { late }) {
      const { to = '', from = '' } = iq.attributes;
      const [asked] = childElements(iq);
      if (iq.name !== 'iq' || asked === undefined || late === true) return 'passed';
      const work = workFor(deps, asked);
      if (work === undefined) return 'passed';
      const about = { iq, identity: bare(to), remote: bare(from) };
      return claimedAfter(deps, work(about));
    },
  };
}

async function claimedAfter(
  { send }: NodeRequestsDeps,
  work: Promise<XmlElement | undefined>,
): Promise<Inbound> {
  const answer = await work;
  if (answer !== undefined) await send(answer);
  return 'claimed';
}

type Work = (asked: Asked) => Promise<XmlElement | undefined>;

function workFor(deps: NodeRequestsDeps, asked: XmlElement): Work | undefined {
  if (asked.namespace === NS_ITEMS) return (about) => listNodes(deps, about, asked);
  if (asked.namespace !== NS_PUBSUB || asked.name !== 'pubsub') return undefined;
  const [verb] = childElements(asked);
  if (verb?.name === 'items') return (about) => giveItems(deps, about, verb);
  if (verb?.name === 'subscribe') return (about) => subscribe(deps, about, verb);
  if (verb?.name === 'unsubscribe') return (about) => unsubscribe(deps, about, verb);
  return undefined;
}

async function visible(deps: NodeRequestsDeps, { identity, remote }: Asked, all: boolean) {
  const nodes = await deps.shown(identity, all);
  const isOwn = domainOf(remote) === deps.domain;
  const mayAll = isOwn || (await deps.isContact(identity, remote));
  return nodes.filter(({ access }) => mayAll || access === 'open');
}

async function listNodes(deps: NodeRequestsDeps, about: Asked, query: XmlElement) {
  const { node } = query.attributes;
  const nodes = await visible(deps, about, false);
  if (node === undefined) {
    const items = nodes.map((it) => ({ jid: about.identity, node: it.node }));
    return resultReply(about.iq, discoItems.toXml(items.length === 0 ? {} : { items }));
  }
  const found = nodes.find((it) => it.node === node);
  if (found === undefined) return errorReply(about.iq, { condition: 'item-not-found' });
  const items = found.items.map(({ id }) => ({ jid: about.identity, name: id }));
  return resultReply(about.iq, discoItems.toXml({ node, ...(items.length > 0 && { items }) }));
}

async function giveItems(deps: NodeRequestsDeps, about: Asked, verb: XmlElement) {
  const { node = '', max_items: max } = verb.attributes;
  const nodes = await visible(deps, about, node === NODE_DATA);
  const found = nodes.find((it) => it.node === node);
  if (found === undefined) return errorReply(about.iq, { condition: 'item-not-found' });
  const wanted = childElements(verb).flatMap(({ attributes: { id } }) => id ?? []);
  const chosen = found.items.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const limit = Number(max ?? Infinity);
  const items = chosen.slice(limit >= 1 ? -Math.min(limit, chosen.length) : 0);
  const list = element(
    'items',
    NS_PUBSUB,
    { node },
    items.map(({ id, payload }) => element('item', NS_PUBSUB, { id }, [payload])),
  );
  return resultReply(about.iq, element('pubsub', NS_PUBSUB, {}, [list]));
}

async function subscribe(deps: NodeRequestsDeps, about: Asked, verb: XmlElement) {
  const { node = '' } = verb.attributes;
  const jid = subscriberIn(about, verb);
  if (jid === undefined) return errorReply(about.iq, { condition: 'bad-request' });
  const found = (await visible(deps, about, false)).find((it) => it.node === node);
  if (found === undefined) return errorReply(about.iq, { condition: 'item-not-found' });
  if (!(await deps.nodes.subscribe(about.identity, node, jid))) {
    return errorReply(about.iq, { condition: 'resource-constraint' });
  }
  const attributes = { node, jid, subscription: 'subscribed' };
  const done = element('subscription', NS_PUBSUB, attributes);
  const answer = resultReply(about.iq, element('pubsub', NS_PUBSUB, {}, [done]));
  if (answer !== undefined) await deps.send(answer);
  await deps.sendLast(about.identity, jid, found);
  return undefined;
}

async function unsubscribe(deps: NodeRequestsDeps, about: Asked, verb: XmlElement) {
  const jid = subscriberIn(about, verb);
  if (jid === undefined) return errorReply(about.iq, { condition: 'bad-request' });
  await deps.nodes.unsubscribe(about.identity, verb.attributes['node'] ?? '', jid);
  return resultReply(about.iq);
}

/** Nobody subscribes anybody else (XEP-0060 §6.1.3.1). */
function subscriberIn({ remote }: Asked, verb: XmlElement): string | undefined {
  const jid = prepareJid(verb.attributes['jid'] ?? '');
  return jid !== undefined && bare(jid) === remote && !jid.includes(' ') ? jid : undefined;
}
