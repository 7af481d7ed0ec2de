/** What rooms say about the identities that are in them. */
import type { XmlElement } from '../../core/element.ts';
import type { Inbound, InboundHandler } from '../../core/feature.ts';
import { retryUntilAnswered } from '../../store/retry-while-down.ts';
import { stanzaErrorOf } from '../../stanza/stanza-error.ts';
import { archivedMessage } from './hearing/archive.ts';
import { isSubject } from './membership/heard.ts';
import { createPages } from './hearing/pages.ts';
import { keyIn, type Membership, type Memberships } from './membership/memberships.ts';
import { askedBy } from './membership/stanzas.ts';
import { createTurns } from '../../core/turns.ts';

export interface RoomInboundDeps extends Pick<Memberships, 'hearStanza' | 'hear'> {
  /** Puts a message back that a room did not take, because its sender was not in it. False: it is no such message. */
  readonly requeue: (bounce: XmlElement) => Promise<boolean>;
  /** Records a message that an archive told, unless it is known. */
  readonly hearPast: (message: XmlElement) => Promise<unknown>;
  /** The presence of another occupant. False: it is none. */
  readonly hearOther: (item: Membership | undefined, presence: XmlElement) => Promise<boolean>;
}

/** Applies what rooms send, one stanza of a membership at a time, in order. */
function createListener(deps: RoomInboundDeps) {
  const { hearStanza, hear: hearNews, requeue, hearPast, hearOther } = deps;
  // What concerns one membership is handled in the order in which it came; `inbound/unhandled.ts` bounds what waits.
  const inTurn = createTurns();
  // Rooms with many occupants send many presences: the second handler reuses what the first one read.
  const foreign = new WeakMap<XmlElement, Membership | undefined>();
  const hear = (key: string, stanza: XmlElement) =>
    inTurn(key, async () => {
      const result = await retryUntilAnswered(() => hearStanza(key, stanza));
      if (result.is === 'foreign') foreign.set(stanza, result.item);
      return result.is === 'applied';
    });
  const pages = createPages({ inTurn, hearPast });
  const hearAnswer = (key: string, iq: XmlElement) =>
    inTurn(key, async () => {
      if (askedBy(iq.attributes['id']) === 'archive') await pages.whole(key);
      await retryUntilAnswered(() => hearStanza(key, iq));
    });
  /** The message waits again before the room is joined again: what waited longer leaves first. */
  const takeBack = (key: string, bounce: XmlElement) =>
    inTurn(key, async () => {
      const isTaken = await requeue(bounce);
      await retryUntilAnswered(() => hearNews(key, { news: 'absent' }));
      return isTaken;
    });
  const hearForeign = (key: string, presence: XmlElement) => {
    const item = foreign.get(presence);
    return inTurn(key, () => retryUntilAnswered(() => hearOther(item, presence)));
  };
  return { hear, hearAnswer, hearForeign, takeBack, inTurn, pages };
}

export function roomInbound(deps: RoomInboundDeps): readonly InboundHandler[] {
  const { hear, hearAnswer, hearForeign, takeBack, inTurn, pages } = createListener(deps);
  return [
    {
      stage: 'answer',
      handle(stanza): Inbound | Promise<Inbound> {
        const { type, id } = stanza.attributes;
        const isAnswer = stanza.name === 'iq' && (type === 'result' || type === 'error');
        const key = isAnswer && askedBy(id) !== undefined ? keyIn(stanza) : undefined;
        return key === undefined ? 'passed' : hearAnswer(key, stanza).then(() => 'claimed');
      },
    },
    {
      stage: 'own',
      handle(stanza): Inbound | Promise<Inbound> {
        const key = stanza.name === 'iq' ? undefined : keyIn(stanza);
        if (key === undefined) return 'passed';
        if (stanza.name === 'presence') {
          return hear(key, stanza).then((isOurs) => (isOurs ? 'claimed' : 'passed'));
        }
        if (isRefusal(stanza)) {
          return takeBack(key, stanza).then((isTaken) => (isTaken ? 'claimed' : 'passed'));
        }
        const past = archivedMessage(stanza);
        if (past !== undefined) return pages.hear(key, past).then(() => 'claimed');
        // What is said in the room is no news of the membership, unless it ends the history. It comes after what came before.
        if (!isSubject(stanza)) return inTurn(key, () => PASSED);
        return hear(key, stanza).then(() => 'passed');
      },
    },
    {
      stage: 'record',
      handle(stanza): Inbound | Promise<Inbound> {
        const key = stanza.name === 'presence' ? keyIn(stanza) : undefined;
        if (key === undefined) return 'passed';
        return hearForeign(key, stanza).then((isTaken) => (isTaken ? 'claimed' : 'passed'));
      },
    },
  ];
}

const PASSED = Promise.resolve('passed' as const);

/** XEP-0045 §7.4: only occupants are heard. */
function isRefusal(message: XmlElement): boolean {
  return (
    message.attributes['type'] === 'error' && stanzaErrorOf(message).condition === 'not-acceptable'
  );
}
