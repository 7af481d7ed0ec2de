/** The way of each stanza that comes in: barriers, what the link answers by itself, refusals, and what goes to the work. */
import type { XmlElement } from '../../core/element.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Excess } from '../../stanza/bounds.ts';
import type { Clock } from '../clock.ts';
import type { SessionListener } from '../driver.ts';
import { ownXml } from './own-stanza.ts';
import { createOversizeLog } from './oversize-log.ts';
import { kindOf, replyToBad, replyToOversize } from './refusal.ts';
import { BARRIER_ID, routeStanza, type Addresses, type Route } from './router.ts';

/** What is counted: stanzas by their route, and what went wrong with them. */
type LinkCount = Route | 'own' | 'oversize' | 'reply-not-sent' | 'listener-failed';

export interface IncomingDeps {
  readonly own: Addresses;
  /** Of the software, for refusals. */
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: Omit<SessionListener, 'online' | 'mayWrite' | 'ended'>;
  readonly barrierBack: (id: string) => void;
  /** False while too much waits to be written. */
  readonly mayReply: () => boolean;
  readonly reply: (xml: string) => void;
}

export class Incoming {
  readonly #deps: IncomingDeps;
  readonly #logOversize: ReturnType<typeof createOversizeLog>;

  constructor(deps: IncomingDeps) {
    this.#deps = deps;
    this.#logOversize = createOversizeLog(deps.logger, deps.clock);
  }

  receive(incoming: XmlElement): void {
    const { own, listener } = this.#deps;
    const { route, stanza } = routeStanza(incoming, own);
    const reply = route === 'iq-request' ? listener.ownReply(stanza) : undefined;
    this.#count(reply === undefined ? route : 'own');
    if (reply === undefined) this.#follow(route, stanza);
    else this.#reply(reply);
  }

  /** Whether an answer, of which the start tag is known, may be larger than other stanzas. */
  isAwaited(root: XmlElement): boolean {
    return kindOf(root) === 'iq-answer' && this.#deps.listener.isAwaited(root);
  }

  /** Of a stanza over a bound only the start tag is known, if that. */
  refuse(root: XmlElement | undefined, excess: Excess): void {
    const { own, name, listener } = this.#deps;
    const kind = kindOf(root);
    this.#count('oversize');
    listener.overBound(kind, excess.bound);
    const routed = root && kind !== 'other' ? routeStanza(root, own) : undefined;
    this.#logOversize(routed?.stanza ?? root, excess);
    if (routed === undefined || routed.route === 'misaddressed') return;
    const { stanza } = routed;
    if (kind === 'iq-answer') this.#toWork(stanza, () => listener.answerTooLarge(stanza, excess));
    else this.#reply(replyToOversize(stanza, excess, { domain: own.domain, name }));
  }

  #follow(route: Route, stanza: XmlElement): void {
    const { logger, listener, barrierBack } = this.#deps;
    switch (route) {
      case 'barrier':
        barrierBack((stanza.attributes['id'] ?? '').slice(BARRIER_ID.length));
        return;
      case 'bad-iq':
        this.#reply(replyToBad(stanza));
        return;
      case 'misaddressed':
      case 'unknown':
        logger.debug({ route, ...namesOf(stanza) }, 'an incoming stanza is dropped');
        return;
      default:
        this.#toWork(stanza, () => listener.stanza(stanza));
    }
  }

  #toWork(stanza: XmlElement, give: () => void): void {
    try {
      give();
    } catch (error) {
      this.#count('listener-failed');
      const fields = { reason: String(error), ...namesOf(stanza) };
      this.#deps.logger.error(fields, 'an incoming stanza was not handled');
    }
  }

  /** A server that takes nothing gets no answers either: what it asked is worth less than our memory. */
  #reply(stanza: XmlElement | undefined): void {
    if (stanza === undefined) return;
    const { own, mayReply, reply } = this.#deps;
    const xml = mayReply() ? ownXml(stanza, own.domain) : undefined;
    if (xml === undefined) this.#count('reply-not-sent');
    else reply(xml);
  }

  #count(what: LinkCount): void {
    this.#deps.listener.count(what);
  }
}

function namesOf({ name, attributes: { id } }: XmlElement) {
  return { kind: name, stanza: id };
}
