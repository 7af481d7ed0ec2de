/**
 * Enters and leaves rooms once, without being kept there. The room's word about it arrives at whichever replica has the
 * link, which passes it on to the one that waits.
 */
import type { StanzaError } from '../../../contract/schemas.ts';
import { childNamed, element, type XmlElement } from '../../../core/element.ts';
import type { InboundHandler } from '../../../core/feature.ts';
import { BridgeError } from '../../../core/errors.ts';
import { bare, parseJid } from '../../../core/jid/jid.ts';
import { eachNamed } from '../../../stanza/element-helpers.ts';
import { passGate } from '../../../stanza/gate/gate.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { stanzaErrorOf } from '../../../stanza/stanza-error.ts';
import type { Runtime } from '../../runtime.ts';
import type { Actor } from '../actor.ts';
import { NS_MUC, NS_USER } from '../asking.ts';

/** What a room said about an occupant of ours. */
export type Entered =
  | {
      readonly kind: 'in';
      readonly nick: string;
      /** The room was made by entering it (XEP-0045 §10.1.1). */
      readonly created: boolean;
    }
  | { readonly kind: 'refused'; readonly error: StanzaError };

export interface Entrance {
  /** Undefined where the room said nothing in time. Throws `link-down`. */
  readonly enter: (actor: Actor, nick: string, waitMs: number) => Promise<Entered | undefined>;
  readonly leave: (actor: Actor, nick: string) => Promise<void>;
  /** Says something to the room, over the same way. Throws `link-down`. */
  readonly send: (stanza: XmlElement) => Promise<void>;
  readonly handler: InboundHandler;
}

export type EntranceDeps = Pick<Runtime, 'store' | 'relay' | 'gate' | 'newId'>;

export function createEntrance(deps: EntranceDeps): Entrance {
  const { store, gate, relay, newId } = deps;
  const send = async (stanza: XmlElement) => {
    if (await relay.send(passGate(stanza, gate))) return;
    throw new BridgeError(
      'link-down',
      'There is no link to the XMPP server at the moment; try again.',
      {
        retryAfter: 2,
      },
    );
  };
  const presence = ({ from, room }: Actor, nick: string, type?: 'unavailable') =>
    element(
      'presence',
      NS_CLIENT,
      { from, to: `${room}/${nick}`, id: newId(), type },
      type === undefined ? [withoutHistory()] : [],
    );
  return {
    send,
    leave: (actor, nick) => send(presence(actor, nick, 'unavailable')),
    async enter(actor, nick, waitMs) {
      const word = hear(store, channelOf(actor.from, actor.room), waitMs);
      try {
        await Promise.race([word.live, word.told]);
        await send(presence(actor, nick));
        return await word.told;
      } finally {
        word.end();
      }
    },
    handler: {
      stage: 'own',
      handle(stanza) {
        const news = stanza.name === 'presence' ? readEntrance(stanza) : undefined;
        // Told to nobody where nobody waits; who waits asks again when it is lost.
        if (news !== undefined) {
          void store.publish(news.channel, JSON.stringify(news.entered)).catch(() => undefined);
        }
        return 'passed';
      },
    },
  };
}

/** The first word on a channel; undefined where none comes in time. */
function hear(store: EntranceDeps['store'], channel: string, waitMs: number) {
  let tell: (entered: Entered | undefined) => void = () => undefined;
  const told = new Promise<Entered | undefined>((resolve) => (tell = resolve));
  const subscription = store.subscribe(channel, (text) => tell(JSON.parse(text) as Entered));
  const timer = setTimeout(() => tell(undefined), waitMs);
  return {
    told,
    live: subscription.live,
    end() {
      clearTimeout(timer);
      subscription.end();
    },
  };
}

function withoutHistory(): XmlElement {
  return element('x', NS_MUC, {}, [element('history', NS_MUC, { maxstanzas: '0' })]);
}

const channelOf = (from: string, room: string) => `room-entrance:${from} ${room}`;

/** This is the occupant itself; the room was made; the room chose another nickname (XEP-0045 §15.6). */
const OWN = 110;
const CREATED = 201;
const RENAMED = 210;

/**
 * What a presence says about the occupant that it is sent to. COMPAT: status 110 alone proves nothing, as ejabberd 23 copies
 * the presences of others to a component with the presence privilege: the full JID decides.
 */
export function readEntrance(
  presence: XmlElement,
): { readonly channel: string; readonly entered: Entered } | undefined {
  const { from = '', to = '', type } = presence.attributes;
  const occupant = parseJid(from);
  if (occupant === undefined || occupant.local === '' || bare(to) === to) return undefined;
  const channel = channelOf(to, bare(from));
  if (type === 'error') {
    return { channel, entered: { kind: 'refused', error: stanzaErrorOf(presence) } };
  }
  const x = type === undefined ? childNamed(presence, 'x', NS_USER) : undefined;
  const codes =
    (x && eachNamed(x, 'status', NS_USER, ({ attributes }) => Number(attributes['code']))) ?? [];
  const isOwn = [OWN, CREATED, RENAMED].some((code) => codes.includes(code));
  if (!isOwn || occupant.resource === '') return undefined;
  const created = codes.includes(CREATED);
  return { channel, entered: { kind: 'in', nick: occupant.resource, created } };
}
