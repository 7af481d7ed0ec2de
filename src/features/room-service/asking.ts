/** IQs to a room, and what its refusals mean. */
import type { Caller } from '../../core/caller.ts';
import { childElements, element, type XmlElement } from '../../core/element.ts';
import { BridgeError } from '../../core/errors.ts';
import { stanzaErrorWords } from '../../core/words/stanza-error-words.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import { afterTaking, type Take } from '../access/limits/limits.ts';
import type { AskOptions } from '../iq/client.ts';
import type { Actor } from './actor.ts';

export const NS_MUC = 'http://jabber.org/protocol/muc';
export const NS_USER = `${NS_MUC}#user`;
export const NS_OWNER = `${NS_MUC}#owner`;
export const NS_ADMIN = `${NS_MUC}#admin`;
export const NS_INFO = 'http://jabber.org/protocol/disco#info';
export const NS_ITEMS = 'http://jabber.org/protocol/disco#items';

export interface Question {
  readonly type: 'get' | 'set';
  readonly payload: XmlElement;
  /** Who is asked, where it is not the room. */
  readonly to?: string;
  /** Who may ask this, for a refusal: `an owner of the room`. */
  readonly needs?: string;
}

/**
 * What is in the result. Throws `stanza-error` in words about the room, and whatever else an IQ can end with.
 */
export type AskRoom = (actor: Actor, question: Question) => Promise<XmlElement | undefined>;

export interface AskRoomDeps {
  readonly ask: (caller: Caller, iq: XmlElement, options: AskOptions) => Promise<XmlElement>;
  /** Counts a stanza of the caller. */
  readonly take: Take;
}

const WAIT_MS = 10_000;

export function createAskRoom({ ask, take }: AskRoomDeps): AskRoom {
  return async (actor, question) => {
    const { type, payload, to = actor.room } = question;
    const iq = element('iq', NS_CLIENT, { type, from: actor.from, to }, [payload]);
    try {
      const answer = await afterTaking(take, actor.caller, () =>
        ask(actor.caller, iq, { waitMs: WAIT_MS }),
      );
      return childElements(answer)[0];
    } catch (error) {
      throw inWordsOfRoom(error, actor, question);
    }
  };
}

const RIGHTS = new Set(['forbidden', 'not-allowed', 'not-authorized', 'registration-required']);

function inWordsOfRoom(error: unknown, { room, identity }: Actor, asked: Question): unknown {
  if (!(error instanceof BridgeError) || error.code !== 'stanza-error') return error;
  const { stanzaError } = error.facts;
  if (stanzaError === undefined) return error;
  const { to = room, needs } = asked;
  const words = stanzaErrorWords({ kind: 'iq', to, isRoom: true }, stanzaError);
  const isAboutRights = RIGHTS.has(stanzaError.condition) && needs !== undefined;
  const who = isAboutRights ? ` ${identity} asked; it has to be ${needs}.` : '';
  return new BridgeError('stanza-error', words + who, { stanzaError });
}

/** Of a refusal by the other side; undefined for any other failure. */
export function conditionOf(error: unknown): string | undefined {
  if (!(error instanceof BridgeError) || error.code !== 'stanza-error') return undefined;
  return error.facts.stanzaError?.condition;
}
