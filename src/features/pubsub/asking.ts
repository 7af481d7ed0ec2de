/** IQs to a pub/sub service. */
import type { Caller } from '../../core/caller.ts';
import { childElements, childNamed, element, type XmlElement } from '../../core/element.ts';
import { BridgeError } from '../../core/errors.ts';
import { discoInfo } from '../../extensions/queries/disco-info.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import type { AskOptions } from '../iq/client.ts';
import type { Actor } from './actor.ts';
import { inWordsOfService, isAboutRights, noService, type Asked } from './refusals.ts';

export const NS_PUBSUB = 'http://jabber.org/protocol/pubsub';
export const NS_OWNER = `${NS_PUBSUB}#owner`;
export const NS_EVENT = `${NS_PUBSUB}#event`;
export const NODE_CONFIG = `${NS_PUBSUB}#node_config`;
export const PUBLISH_OPTIONS = `${NS_PUBSUB}#publish-options`;
export const SUBSCRIBE_OPTIONS = `${NS_PUBSUB}#subscribe_options`;

export interface Question extends Asked {
  readonly type: 'get' | 'set';
  readonly payload: XmlElement;
}

/** What is in the result. Throws `stanza-error` and `feature-missing` in words about the service, and whatever else an IQ can end with. */
export type AskService = (actor: Actor, question: Question) => Promise<XmlElement | undefined>;

export type AskIq = (caller: Caller, iq: XmlElement, options: AskOptions) => Promise<XmlElement>;

const WAIT_MS = 10_000;

export function createAskService(ask: AskIq): AskService {
  return async (actor, question) => {
    const { type, payload } = question;
    const attributes = { type, from: actor.identity, to: actor.service };
    const iq = element('iq', NS_CLIENT, attributes, [payload]);
    try {
      return childElements(await ask(actor.caller, iq, { waitMs: WAIT_MS }))[0];
    } catch (error) {
      const isOther = isAboutRights(error) && !(await isThere(ask, actor));
      throw isOther ? noService(actor) : inWordsOfService(error, actor, question);
    }
  };
}

/** COMPAT: Prosody refuses with `not-allowed` what would leave it, so nobody there can be told from no right. */
async function isThere(ask: AskIq, { caller, identity, service }: Actor): Promise<boolean> {
  const attributes = { type: 'get', from: identity, to: service };
  const iq = element('iq', NS_CLIENT, attributes, [discoInfo.toXml({})]);
  return ask(caller, iq, { waitMs: WAIT_MS }).then(
    () => true,
    (error: unknown) => !isAboutRights(error),
  );
}

/** `<pubsub><verb node='…'/></pubsub>`, and more beside it. */
export function pubsub(
  namespace: typeof NS_PUBSUB | typeof NS_OWNER,
  ...children: readonly (XmlElement | undefined)[]
): XmlElement {
  return element('pubsub', namespace, {}, children);
}

/** What stands in the answer below `<pubsub/>`. */
export function inAnswer(answer: XmlElement | undefined, name: string): XmlElement | undefined {
  return answer && childNamed(answer, name, answer.namespace);
}

/** Of a refusal by the other side; undefined for any other failure. */
export function conditionOf(error: unknown): string | undefined {
  return error instanceof BridgeError ? error.facts.stanzaError?.condition : undefined;
}
