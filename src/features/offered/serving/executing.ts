/** Somebody executes a command of an identity, step by step. */
import type { Arrival } from '../../../core/feature.ts';
import { childElements, type XmlElement } from '../../../core/element.ts';
import { instant } from '../../../core/instant.ts';
import { bare } from '../../../core/jid/jid.ts';
import { requestOf, type CommandRequest } from '../../../extensions/queries/command.ts';
import type { ErrorAnswer } from '../../../stanza/stanza-error.ts';
import type { Change } from '../../../store/store.ts';
import { conversationEvent } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import type { QueueReply } from '../../iq/request-ends.ts';
import type { Requests } from '../../iq/requests.ts';
import type { Runtime } from '../../runtime.ts';
import { mayExecute, type Offer } from '../offer.ts';
import type { Offers } from '../offers.ts';
import type { OpenSessions } from './open-sessions.ts';
import {
  BUSY,
  FORBIDDEN,
  MALFORMED,
  noAnswer,
  NO_SESSION,
  TOO_LONG,
  TOO_MANY,
  UNKNOWN,
} from './refusal.ts';
import { answerTo, refusalTo, type Saying } from './said.ts';
import { decodeSession, ended, MAX_SESSION_BYTES, replyOf, SESSIONS } from './session.ts';
import type { Session } from './session.ts';
import { firstTurn, nextTurn, type Asked, type Turn } from './turn.ts';

export interface ExecutingDeps extends Pick<Runtime, 'store' | 'newId' | 'now' | 'sendDirect'> {
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
  readonly offers: Pick<Offers, 'get'>;
  readonly requests: Pick<Requests, 'receive'>;
  readonly queueReply: QueueReply;
  readonly open: OpenSessions;
  readonly isContact: (identity: string, remote: string) => Promise<boolean>;
  readonly counted: (result: 'shown' | 'asked' | 'canceled' | 'refused') => void;
}

/** A step as it arrived, of a command that its sender may execute. */
export interface Arrived {
  /** The IQ, or the message. */
  readonly stanza: XmlElement;
  readonly arrival: Arrival;
  readonly identity: string;
  /** Full JID; in a chat, the bare JID. */
  readonly remote: string;
  readonly offer: Offer;
  /** Of the stored session; 0 for a new one. */
  readonly version: number;
  /** Stored together with the session. */
  readonly also?: readonly Change[];
}

interface Asking extends Arrived {
  readonly request: CommandRequest;
}

/** For how long an answer of the bridge waits for a link. */
const KEEP_MS = 60_000;

export class Executing {
  readonly #deps: ExecutingDeps;

  constructor(deps: ExecutingDeps) {
    this.#deps = deps;
  }

  async execute(iq: XmlElement, arrival: Arrival): Promise<void> {
    const [command] = childElements(iq);
    const { to = '', from = '' } = iq.attributes;
    const request = command && requestOf(command);
    const about = { stanza: iq, arrival, identity: bare(to), remote: from, version: 0 };
    if (request === undefined) return this.#refuse(about, MALFORMED);
    const offer = await this.#deps.offers.get(about.identity, request.node);
    if (offer === undefined) return this.#refuse(about, UNKNOWN);
    const isContact = (jid: string) => this.#deps.isContact(about.identity, jid);
    if (!(await mayExecute(offer, from, isContact))) return this.#refuse(about, FORBIDDEN);
    const arrived = { ...about, request, offer };
    if (request.sessionid !== undefined) return this.#goOn(arrived, request.sessionid);
    const id = this.#deps.newId();
    const fresh = { id, identity: about.identity, remote: from, node: offer.node };
    return this.begin(arrived, id, firstTurn(fresh, offer, request));
  }

  /** `id`: of the new session. */
  async begin(arrived: Arrived, id: string, turn: Turn): Promise<void> {
    const hasRoom = turn.do === 'refuse' || (await this.#deps.open.take(id, arrived.remote));
    return this.take(arrived, hasRoom ? turn : { do: 'refuse', error: TOO_MANY });
  }

  async #goOn(arrived: Asking, id: string): Promise<void> {
    const stored = await this.#deps.store.get(SESSIONS, id);
    const session = stored && decodeSession(stored.value);
    const isTheirs =
      session?.remote === arrived.remote &&
      session.identity === arrived.identity &&
      session.node === arrived.offer.node;
    if (stored === undefined || !isTheirs) return this.#refuse(arrived, NO_SESSION);
    const turn = nextTurn(session, arrived.request, this.#deps.now());
    return this.take({ ...arrived, version: stored.version }, turn);
  }

  take(arrived: Arrived, turn: Turn): Promise<void> {
    switch (turn.do) {
      case 'refuse':
        return this.#refuse(arrived, turn.error);
      case 'show':
        return this.#show(arrived, turn);
      case 'ask':
        return this.#ask(arrived, turn.session, turn.asked);
      case 'cancel':
        return this.#cancel(arrived, turn.session);
    }
  }

  /** What came late is not answered at once; a message is answered by the outbox. */
  async #refuse({ stanza, arrival }: Pick<Arrived, 'stanza' | 'arrival'>, error: ErrorAnswer) {
    this.#deps.counted('refused');
    const reply = refusalTo(stanza, error, this.#saying());
    if (stanza.name === 'message') await this.#answer(reply, []);
    else if (reply !== undefined && arrival.late !== true) await this.#deps.sendDirect(reply);
  }

  async #show(arrived: Arrived, { session, fault }: Turn & { do: 'show' }): Promise<void> {
    const { stanza, version, also = [] } = arrived;
    const answer = answerTo(stanza, replyOf(session), this.#saying(session, fault));
    const isDone = await this.#answer(answer, [stored(session, version), ...also]);
    if (!isDone) return this.#refuse(arrived, BUSY);
    this.#deps.counted('shown');
  }

  async #ask(arrived: Arrived, session: Session, asked: Asked): Promise<void> {
    const { stanza, arrival, offer, version, also = [] } = arrived;
    const { now, requests, log } = this.#deps;
    const answerWithinMs = offer.timeout * 1_000;
    const until = now() + answerWithinMs;
    const event = this.#event(session, { ...asked, answerBy: instant(until) }, arrival);
    const waiting: Session = {
      ...{ ...session, told: true },
      asked: { event: event.id, until, step: asked.step },
    };
    const change = stored(waiting, version);
    if (change.value.length > MAX_SESSION_BYTES) return this.#refuse(arrived, TOO_LONG);
    const otherwise = refusalTo(stanza, noAnswer(offer.timeout), this.#saying(session));
    if (otherwise === undefined) return;
    const isKept = await requests.receive(stanza, arrival, {
      event: { id: event.id, change: eventChange(event) },
      ...{ answerWithinMs, otherwise, also: [change, ...also] },
    });
    if (!isKept) return this.#refuse(arrived, BUSY);
    log.stored(event, { iq: stanza.attributes['id'] });
    this.#deps.counted('asked');
  }

  /** Whoever serves the command is told, if they have heard of it. */
  async #cancel(arrived: Arrived, session: Session): Promise<void> {
    const { id, node, steps, told } = session;
    const asked = { action: 'cancel', step: steps.length } as const;
    const event = told && this.#event(session, asked, arrived.arrival);
    const reply = { node, sessionid: id, status: 'canceled' } as const;
    const isDone = await this.#answer(answerTo(arrived.stanza, reply, this.#saying()), [
      stored(ended(session), arrived.version),
      ...(event === undefined ? [] : [eventChange(event)]),
    ]);
    if (!isDone) return this.#refuse(arrived, BUSY);
    this.#deps.open.free(id);
    if (event !== undefined) this.#deps.log.stored(event, {});
    this.#deps.counted('canceled');
  }

  /** The answer is stored with what it tells of; false where the session had changed meanwhile. */
  async #answer(stanza: XmlElement | undefined, changes: readonly Change[]): Promise<boolean> {
    const { store, now, queueReply } = this.#deps;
    if (stanza === undefined) return true;
    const result = await queueReply({ stanza, keepUntil: now() + KEEP_MS }, (queued) =>
      store.commit([...changes, queued], { untilKnown: true, takesIn: true }),
    );
    return result.ok;
  }

  #saying(session?: Session, fault?: string): Saying {
    return { id: this.#deps.newId(), session, fault };
  }

  #event({ id, identity, remote, node, chat }: Session, said: object, { late }: Arrival) {
    const how = { ...(chat !== undefined && { chat: true }), ...(late === true && { late }) };
    const data = { session: id, node, from: remote, ...said, ...how };
    const between = { identity, remote: bare(remote) };
    return conversationEvent(this.#deps.log.stamp(), 'command.requested', between, data);
  }
}

function stored(session: Session, version: number) {
  const value = JSON.stringify(session);
  return { do: 'replace', space: SESSIONS, id: session.id, value, version } as const;
}
