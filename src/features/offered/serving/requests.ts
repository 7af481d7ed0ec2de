/** What users ask of the commands of an identity: which there are, what they are, and to execute them. */
import { childElements, type XmlElement } from '../../../core/element.ts';
import type { Arrival, Inbound, InboundHandler } from '../../../core/feature.ts';
import { bare } from '../../../core/jid/jid.ts';
import { NS_COMMANDS } from '../../../extensions/queries/command.ts';
import { discoInfo } from '../../../extensions/queries/disco-info.ts';
import { discoItems } from '../../../extensions/queries/disco-items.ts';
import { errorReply, resultReply } from '../../../stanza/stanza-error.ts';
import { mayExecute, type Offer } from '../offer.ts';
import type { Offers } from '../offers.ts';
import type { Executing } from './executing.ts';

export interface OfferedRequestsDeps {
  readonly offers: Pick<Offers, 'list'>;
  readonly executing: Pick<Executing, 'execute'>;
  /** As far as this replica knows; asks nobody. */
  readonly offersSome: (address: string) => boolean;
  readonly isContact: (identity: string, remote: string) => Promise<boolean>;
  readonly send: (stanza: XmlElement) => Promise<void>;
}

const NS_ITEMS = 'http://jabber.org/protocol/disco#items';
const NS_INFO = 'http://jabber.org/protocol/disco#info';
const NS_DATA = 'jabber:x:data';

export function offeredRequests(deps: OfferedRequestsDeps): InboundHandler {
  return {
    stage: 'request',
    handle(iq, arrival) {
      const { to = '', type } = iq.attributes;
      if (iq.name !== 'iq') return 'passed';
      const [asked] = childElements(iq);
      if (type === 'set' && asked?.name === 'command' && asked.namespace === NS_COMMANDS) {
        return executed(deps, iq, arrival);
      }
      if (!deps.offersSome(to)) return 'passed';
      return type === 'get' && asked?.name === 'query'
        ? discovered(deps, iq, { asked, arrival })
        : 'passed';
    },
  };
}

/** What an identity offers since a moment, by the word of another replica, is executed too: the store is asked before it is passed. */
async function executed(
  { offers, executing, offersSome }: OfferedRequestsDeps,
  iq: XmlElement,
  arrival: Arrival,
): Promise<Inbound> {
  const { to = '' } = iq.attributes;
  if (!offersSome(to) && (await offers.list(bare(to))).length === 0) return 'passed';
  await executing.execute(iq, arrival);
  return 'claimed';
}

function discovered(
  deps: OfferedRequestsDeps,
  iq: XmlElement,
  { asked, arrival }: { readonly asked: XmlElement; readonly arrival: Arrival },
): Inbound | Promise<Inbound> {
  const { node } = asked.attributes;
  if (node === undefined || arrival.late === true) return 'passed';
  if (asked.namespace === NS_ITEMS && node === NS_COMMANDS) return answer(deps, iq, itemsOf);
  if (asked.namespace !== NS_INFO) return 'passed';
  return answer(deps, iq, (offers) => infoOf(node, offers));
}

type Write = (offers: readonly Offer[], identity: string) => XmlElement | undefined;

/** Undefined from `write` is a node that is not there. */
async function answer(deps: OfferedRequestsDeps, iq: XmlElement, write: Write): Promise<Inbound> {
  const { to = '', from = '' } = iq.attributes;
  const identity = bare(to);
  const payload = write(await visible(deps, identity, from), identity);
  const reply =
    payload === undefined
      ? errorReply(iq, { condition: 'item-not-found' })
      : resultReply(iq, payload);
  if (reply !== undefined) await deps.send(reply);
  return 'claimed';
}

/** Whether somebody is a contact is looked up once at most. */
async function visible({ offers, isContact }: OfferedRequestsDeps, identity: string, from: string) {
  const all = await offers.list(identity);
  let known: Promise<boolean> | undefined;
  const once = (jid: string) => (known ??= isContact(identity, jid));
  const may = await Promise.all(all.map((offer) => mayExecute(offer, from, once)));
  return all.filter((_, index) => may[index]);
}

const itemsOf: Write = (offers, jid) => {
  const items = offers.map(({ node, name }) => ({ jid, node, name }));
  return discoItems.toXml({ node: NS_COMMANDS, ...(items.length > 0 && { items }) });
};

function infoOf(node: string, offers: readonly Offer[]): XmlElement | undefined {
  if (node === NS_COMMANDS) {
    return discoInfo.toXml({
      node,
      identities: [{ category: 'automation', type: 'command-list' }],
    });
  }
  const name = offers.find((it) => it.node === node)?.name;
  if (name === undefined) return undefined;
  const identities = [{ category: 'automation', type: 'command-node', name }];
  return discoInfo.toXml({ node, identities, features: [NS_COMMANDS, NS_DATA] });
}
