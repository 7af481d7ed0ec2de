import type { Caller } from '../../core/caller.ts';
import type { IqToSend, MessageToSend, PresenceToSend } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { derivedId, fingerprintOf } from '../../core/idempotency.ts';
import { resolveAddresses, type Addressed } from '../../core/addresses/identity.ts';
import {
  composeIq,
  composeMessage,
  composePresence,
  composeRaw,
  type Composed,
  type Stamp,
} from '../../stanza/compose.ts';
import type { XmlElement } from '../../core/element.ts';
import { bare } from '../../core/jid/jid.ts';
import { parseRawStanza } from '../../stanza/xml/raw-stanza.ts';
import { isInRoom } from './conversations/classify.ts';
import { checkMaySend } from '../../stanza/may-send.ts';
import type { LedgerRecord } from './ledger/record.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { RoomPort } from './rooms/room-port.ts';
import { inRoom } from './rooms/in-room.ts';
import type { Runtime } from '../runtime.ts';

export interface OutgoingDeps extends Pick<Runtime, 'gate' | 'newId'> {
  readonly outbox: Pick<Outbox, 'accept' | 'find'>;
  /** Asks a raw IQ request and gives the result. */
  readonly ask: (caller: Caller, iq: XmlElement, options: AskOptions) => Promise<XmlElement>;
  /** Left out: nobody is kept in rooms. */
  readonly rooms?: RoomPort;
  /** Time to live of what does not say its own, ms. */
  readonly ttlMs: number;
  /** Told of each presence that was kept. */
  readonly presenceSent?: ((presence: XmlElement) => Promise<void>) | undefined;
}

export interface SendOptions {
  readonly idempotencyKey?: string;
  /** The bare JID whose message this answers: for what a webhook asks for in its answer. */
  readonly answers?: string;
}

export interface BatchEntry extends SendOptions {
  readonly message: MessageToSend;
}

export interface AskOptions extends SendOptions {
  readonly waitMs: number;
}

/** What an echo is made of: a raw stanza, or the JSON form of one kind. */
export type EchoInput =
  | { readonly xml: string }
  | { readonly element: XmlElement }
  | { readonly kind: 'message'; readonly json: MessageToSend }
  | { readonly kind: 'presence'; readonly json: PresenceToSend }
  | { readonly kind: 'iq'; readonly json: IqToSend };

/** From what a caller wrote to what is kept: identity, id, gate, outbox. Throws what each of them throws. */
export interface Outgoing {
  message(caller: Caller, message: MessageToSend, options: SendOptions): Promise<LedgerRecord>;
  /** One result per entry, in order; an entry that is refused fails alone. */
  messages(
    caller: Caller,
    entries: readonly BatchEntry[],
  ): Promise<readonly (LedgerRecord | BridgeError)[]>;
  presence(caller: Caller, presence: PresenceToSend, options: SendOptions): Promise<LedgerRecord>;
  /** A raw stanza, as XML or read already. An IQ request is asked and answered, everything else is kept and sent. */
  stanza(
    caller: Caller,
    raw: string | XmlElement,
    options: AskOptions,
  ): Promise<{ readonly accepted: LedgerRecord } | { readonly answer: XmlElement }>;
  /** The stanza as it would be sent; nothing is. */
  echo(caller: Caller, input: EchoInput): Promise<XmlElement>;
  find(caller: Caller, id: string): Promise<LedgerRecord | undefined>;
}

export function createOutgoing(deps: OutgoingDeps): Outgoing {
  const message: Outgoing['message'] = async (caller, body, options) => {
    const request = identify(deps, 'message', body, { caller, options, id: body.id });
    const stamp = stampOf(deps, caller, request.id, body);
    const ttlMs = body.ttl === undefined ? deps.ttlMs : body.ttl * 1000;
    const composed = composeMessage(body, stamp, deps.gate);
    const how = { ttlMs, answers: options.answers };
    if (!isInRoom(composed.element)) return keep(deps, request, composed, how);
    const from = await speakerInRoom(deps, caller, composed, body);
    if (from === undefined) return keep(deps, request, composed, how);
    const held = composeMessage(body, { ...stamp, from }, deps.gate);
    return keep(deps, request, held, { ...how, isHeld: true });
  };
  return {
    message,
    async messages(caller, entries) {
      await joinAll(deps, caller, entries);
      return Promise.all(
        entries.map((entry) => message(caller, entry.message, entry).catch(refusal)),
      );
    },
    async presence(caller, presence, options) {
      const request = identify(deps, 'presence', presence, { caller, options });
      const { id: stanzaId = request.id } = presence;
      const stamp = stampOf(deps, caller, stanzaId, presence);
      const composed = composePresence(presence, stamp, deps.gate);
      return keep(deps, request, composed, { stanzaId });
    },
    async stanza(caller, raw, options) {
      const stanza = typeof raw === 'string' ? parseRawStanza(raw, deps.gate) : raw;
      const { type } = stanza.attributes;
      if (stanza.name === 'iq' && (type === 'get' || type === 'set')) {
        return { answer: await deps.ask(caller, stanza, options) };
      }
      return { accepted: await keepRaw(deps, caller, stanza, options) };
    },
    // What is refused has to reject, not to throw.
    echo: (caller, input) =>
      new Promise((resolve) => {
        const composed = compose(deps, caller, input);
        checkMaySend(caller, composed);
        resolve(composed.element);
      }),
    find: deps.outbox.find,
  };
}

/** As which occupant it is said; undefined where the bridge does not keep the sender in the room. */
async function speakerInRoom(
  { rooms }: OutgoingDeps,
  caller: Caller,
  composed: Composed,
  { join = false }: MessageToSend,
): Promise<string | undefined> {
  if (rooms === undefined) return undefined;
  checkMaySend(caller, composed);
  return inRoom(rooms, caller, { ...composed, join });
}

/**
 * Rooms are joined before any of the messages is kept: they are kept in their order only if none of them takes longer.
 * What goes wrong here goes wrong again with the message itself.
 */
async function joinAll(
  deps: OutgoingDeps,
  caller: Caller,
  entries: readonly BatchEntry[],
): Promise<void> {
  const joining = entries.filter(({ message }) => message.join === true);
  const places = new Map(joining.map(({ message }) => [`${message.from} ${message.to}`, message]));
  for (const message of places.values()) {
    await Promise.resolve()
      .then(() => {
        const stamp = stampOf(deps, caller, deps.newId(), message);
        const composed = composeMessage(message, stamp, deps.gate);
        return speakerInRoom(deps, caller, composed, message);
      })
      .catch(() => undefined);
  }
}

function refusal(error: unknown): BridgeError {
  if (error instanceof BridgeError) return error;
  throw error;
}

function keepRaw(deps: OutgoingDeps, caller: Caller, stanza: XmlElement, options: SendOptions) {
  const request = identify(deps, 'stanza', stanza, { caller, options });
  const { id: stanzaId = request.id } = stanza.attributes;
  const stamp = stampOf(deps, caller, stanzaId, stanza.attributes);
  const composed = composeRaw(stanza, stamp, deps.gate);
  return keep(deps, request, composed, { stanzaId });
}

function compose(deps: OutgoingDeps, caller: Caller, input: EchoInput): Composed {
  if ('xml' in input || 'element' in input) {
    const stanza = 'xml' in input ? parseRawStanza(input.xml, deps.gate) : input.element;
    const { id = deps.newId() } = stanza.attributes;
    const stamp = stampOf(deps, caller, id, stanza.attributes);
    return composeRaw(stanza, stamp, deps.gate);
  }
  const { id = deps.newId() } = input.json;
  const stamp = stampOf(deps, caller, id, input.json);
  if (input.kind === 'message') return composeMessage(input.json, stamp, deps.gate);
  if (input.kind === 'presence') return composePresence(input.json, stamp, deps.gate);
  return composeIq(input.json, stamp, deps.gate);
}

interface Identified {
  readonly caller: Caller;
  readonly id: string;
  readonly fingerprint: string | undefined;
  readonly claim: string | undefined;
}

interface Wish {
  readonly caller: Caller;
  readonly options: SendOptions;
  /** The id that the caller chose. */
  readonly id?: string | undefined;
}

/** One for all that is kept in the ledger: a key that sent a message sends no presence. */
const OPERATION = 'send';

/**
 * A digest is only made where a retry can be told: there the caller chose the id, or a key that stands for it. With both,
 * the message has the chosen id and claims the one that the key stands for, so that neither is used for anything else.
 */
function identify(deps: OutgoingDeps, operation: string, body: unknown, wish: Wish): Identified {
  const { caller, id: chosen } = wish;
  const { idempotencyKey } = wish.options;
  const derived =
    idempotencyKey === undefined
      ? undefined
      : derivedId({ caller, operation: OPERATION }, idempotencyKey);
  const id = chosen ?? derived;
  if (id === undefined) {
    return { caller, id: deps.newId(), fingerprint: undefined, claim: undefined };
  }
  const claim = chosen === undefined ? undefined : derived;
  return { caller, id, fingerprint: fingerprintOf([operation, body]), claim };
}

function stampOf({ gate }: OutgoingDeps, caller: Caller, id: string, stanza: Addressed): Stamp {
  const { from, to } = resolveAddresses(caller, stanza, gate);
  return { id, from, to };
}

interface KeepOptions {
  readonly ttlMs?: number;
  /** The id on the wire, where a presence or a raw stanza brings its own: it need not be unique. */
  readonly stanzaId?: string;
  readonly answers?: string | undefined;
  /** It leaves when its sender is in the room. */
  readonly isHeld?: boolean;
}

/** COMPAT: written out, as V8 sets each key after a spread in a slow way, and this is on the path of every message. */
function keep(
  deps: OutgoingDeps,
  { caller, id, fingerprint, claim }: Identified,
  composed: Composed,
  { ttlMs = deps.ttlMs, stanzaId, answers, isHeld = false }: KeepOptions,
): Promise<LedgerRecord> {
  checkMaySend(caller, composed);
  const { kind, from, to, xml, element } = composed;
  const isReply = answers !== undefined && answers === bare(to);
  const kept = deps.outbox.accept({
    id,
    caller,
    kind,
    from,
    to,
    xml,
    ttlMs,
    fingerprint,
    claim,
    stanzaId,
    element,
    isReply,
    isHeld,
  });
  if (kind !== 'presence' || deps.presenceSent === undefined) return kept;
  return kept.then((record) => tellPresence(deps, element, to).then(() => record));
}

/** It is kept already: what cannot be noted of it now is heard from the other side later. */
async function tellPresence(deps: OutgoingDeps, { attributes, ...rest }: XmlElement, to: string) {
  const told = deps.presenceSent?.({ ...rest, attributes: { ...attributes, to } });
  await told?.catch(() => undefined);
}
