/** Which message of a room is meant. */
import { decodeTime } from 'ulid';
import type { Message, RoomMessageRef } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { mayUse } from '../../core/addresses/identity.ts';
import { bare } from '../../core/jid/jid.ts';
import { positionBefore, type Store } from '../../store/store.ts';
import type { Event } from '../events/event.ts';
import { EVENT_LOG } from '../events/recorder.ts';
import type { Outgoing } from '../messages/outgoing.ts';
import type { Actor } from './actor.ts';

export interface RefDeps {
  readonly store: Pick<Store, 'read'>;
  readonly find: Outgoing['find'];
  readonly domain: string;
}

/** The id that the room gave the message. Throws `not-found` for none, `conflict` where the message has no such id yet. */
export async function stanzaIdOf(
  deps: RefDeps,
  actor: Actor,
  ref: RoomMessageRef,
): Promise<string> {
  if (typeof ref !== 'string') {
    if (ref.by !== undefined && bare(ref.by) !== actor.room) throw otherRoom(ref.by, actor.room);
    return ref.id;
  }
  const record = await deps.find(actor.caller, ref);
  if (record !== undefined) {
    if (bare(record.to) !== actor.room) throw otherRoom(record.to, actor.room);
    return record.roomStanzaId ?? refuse(noId(`The message ${ref} is ${record.status}`));
  }
  const event = await findEvent(deps, ref);
  if (event?.type !== 'message.received' || !mayUse(actor.caller, event.identity, deps.domain)) {
    throw new BridgeError('not-found', 'There is no message or event of this key with this id.');
  }
  const { from = '', stanzaIds = [] } = event.data as Message;
  if (bare(from) !== actor.room) throw otherRoom(from, actor.room);
  return stanzaIds.find(({ by }) => by === actor.room)?.id ?? refuse(noId(`The message of ${ref}`));
}

/** Clocks of replicas and of the store differ by less. */
const SLACK_MS = 5_000;
const PAGE = 500;
/** More events in ten seconds are not looked through. */
const MAX_PAGES = 20;

/** An event's id tells when it was made, and positions in the log begin with the time. */
async function findEvent({ store }: RefDeps, id: string): Promise<Event | undefined> {
  const at = timeOf(id);
  if (at === undefined) return undefined;
  let after = positionBefore(at - SLACK_MS);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { entries, more } = await store.read(EVENT_LOG, after, PAGE);
    const found = entries.find(({ value }) => value.includes(id) && idOf(value) === id);
    if (found !== undefined) return JSON.parse(found.value) as Event;
    const last = entries.at(-1)?.position;
    if (!more || last === undefined || Number.parseInt(last, 10) > at + SLACK_MS) return undefined;
    after = last;
  }
  return undefined;
}

function idOf(value: string): string {
  return (JSON.parse(value) as Event).id;
}

function timeOf(id: string): number | undefined {
  try {
    return decodeTime(id);
  } catch {
    return undefined;
  }
}

function refuse(error: BridgeError): never {
  throw error;
}

function noId(what: string): BridgeError {
  const detail = `${what} and has no id from the room, by which it could be named; try again once the room has sent it to everybody.`;
  return new BridgeError('conflict', detail);
}

function otherRoom(by: string, room: string): BridgeError {
  const detail = `That message belongs to ${bare(by)}, not to ${room}.`;
  return new BridgeError('invalid-request', detail, { errors: [{ pointer: '/ref', detail }] });
}
