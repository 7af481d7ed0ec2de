/** What callers do with rooms, from the names that they write to what rooms answer. */
import { invalidAddress } from '../../core/addresses/address-advice.ts';
import type { Caller } from '../../core/caller.ts';
import type {
  RoomAffiliationsToSet,
  RoomAffiliationToSet,
  RoomBody,
  RoomCreatedBody,
  RoomInvitation,
  RoomMessageRef,
  RoomRoleToSet,
  RoomToCreate,
  RoomToDestroy,
} from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { mayUse } from '../../core/addresses/identity.ts';
import { bare } from '../../core/jid/jid.ts';
import type { RepeatOptions } from '../../core/route.ts';
import type { Outgoing } from '../messages/outgoing.ts';
import type { Runtime } from '../runtime.ts';
import {
  actorOf,
  bareAddress,
  occupantAddress,
  roomAddress,
  type Actor,
  type Named,
} from './actor.ts';
import type { AskRoom } from './asking.ts';
import { configure, readConfig } from './config/configure.ts';
import { createRoom, type CreateDeps } from './creation/create.ts';
import { createOnce } from './creation/once.ts';
import { destroy } from './destroy.ts';
import { describe, infoOf } from './info.ts';
import { invitation } from './invitations.ts';
import { moderate } from './moderation.ts';
import {
  readAffiliations,
  setAffiliations,
  type Listed,
  type ToSet,
} from './people/affiliations.ts';
import { changeAffiliations } from './people/bulk.ts';
import { expectOccupant } from './people/expected.ts';
import { readOccupants, setRole } from './people/occupants.ts';
import type { RoomPorts } from './ports.ts';
import { stanzaIdOf, type RefDeps } from './refs.ts';

export interface RoomServiceDeps
  extends Pick<Runtime, 'home' | 'store'>, CreateDeps, Omit<RefDeps, 'store'> {
  readonly ask: AskRoom;
  readonly outgoing: Pick<Outgoing, 'message'>;
  readonly ports: RoomPorts;
}

export type RoomService = ReturnType<typeof createService>;

/** Each throws what `actorOf` and `AskRoom` throw, and what is said of the function that it calls. */
export function createService(deps: RoomServiceDeps) {
  const { ask, home, ports, store } = deps;
  const acting = (caller: Caller, named: Named) => actorOf(deps, caller, named);
  return {
    acting,
    create: (
      caller: Caller,
      as: string | undefined,
      body: RoomToCreate,
      options: RepeatOptions,
    ): Promise<RoomCreatedBody> =>
      createOnce(store, { caller, wish: { as, body }, options }, async () => {
        const actor = await actorOf(deps, caller, { room: body.room, as }, '/room');
        return createRoom(deps, actor, body);
      }),
    look: (actor: Actor) => look(deps, actor),
    destroy(actor: Actor, wish: RoomToDestroy) {
      const { alternate } = wish;
      if (alternate === undefined) return destroyForGood(deps, actor, wish);
      const prepared = roomAddress(alternate, home, '/alternate');
      return destroyForGood(deps, actor, { ...wish, alternate: prepared });
    },
    config: (actor: Actor) => readConfig(ask, actor),
    configure: async (actor: Actor, wanted: Parameters<typeof configure>[2]) =>
      (await configure(ask, actor, wanted)).outcome,
    affiliations: (actor: Actor, only: Listed | undefined) =>
      readAffiliations(ask, actor, only && [only]),
    async affiliation(actor: Actor, text: string) {
      const jid = bareAddress(text, home, '/path/jid');
      const all = await readAffiliations(ask, actor);
      return all.find((it) => it.jid === jid) ?? { jid, affiliation: 'none' as const };
    },
    async setAffiliation(actor: Actor, text: string, wish: RoomAffiliationToSet) {
      const toSet = { ...wish, jid: bareAddress(text, home, '/path/jid') };
      await setAffiliations(ask, actor, [toSet]);
      return toSet;
    },
    setAffiliations: async (actor: Actor, { items }: RoomAffiliationsToSet) =>
      changeAffiliations(ask, actor, distinct(deps, items)),
    occupants: (actor: Actor) => readOccupants(ask, actor),
    async setRole(actor: Actor, text: string, wish: RoomRoleToSet) {
      const nick = nickIn(actor, text);
      const { expectOccupantId: occupantId, role } = wish;
      if (occupantId !== undefined) await expectOccupant(ports, { ...actor, nick, occupantId });
      await setRole(ask, actor, nick, wish);
      return { nick, role };
    },
    async moderate(actor: Actor, ref: RoomMessageRef, reason: string | undefined) {
      const id = await stanzaIdOf(refDeps(deps), actor, ref);
      return { id, namespace: await moderate(ask, actor, id, reason) };
    },
    ...speaking(deps),
  };
}

/** What goes as a message, with a record in the ledger of what became of it. */
function speaking(deps: RoomServiceDeps) {
  const { outgoing, home } = deps;
  const inRoom = ({ from, room }: Actor) => ({ from, to: room, type: 'groupchat' as const });
  return {
    subject: (actor: Actor, subject: string, options: RepeatOptions) =>
      outgoing.message(actor.caller, { ...inRoom(actor), subject }, options),
    invite(actor: Actor, wish: RoomInvitation, options: RepeatOptions) {
      const to = bareAddress(wish.to, home, '/to');
      const { caller, from, identity, room } = actor;
      const sender = (wish.kind ?? 'direct') === 'direct' ? identity : from;
      return outgoing.message(caller, invitation(sender, room, { ...wish, to }), options);
    },
    async retract(
      actor: Actor,
      { ref, fallback = 'A message was taken back.' }: { ref: RoomMessageRef; fallback?: string },
      options: RepeatOptions,
    ) {
      const id = await stanzaIdOf(refDeps(deps), actor, ref);
      const extensions = [FALLBACK_OF_RETRACTION];
      const message = { ...inRoom(actor), body: fallback, retract: { id }, extensions };
      return outgoing.message(actor.caller, { ...message, hints: ['store'] }, options);
    },
    async react(
      actor: Actor,
      { ref, emojis }: { ref: RoomMessageRef; emojis: readonly string[] },
      options: RepeatOptions,
    ) {
      const id = await stanzaIdOf(refDeps(deps), actor, ref);
      const message = { ...inRoom(actor), reactions: { id, emojis: [...new Set(emojis)] } };
      return outgoing.message(actor.caller, { ...message, hints: ['store'] }, options);
    },
  };
}

/** XEP-0428: the whole body is for clients that do not know retractions. */
const FALLBACK_OF_RETRACTION = {
  name: 'fallback',
  namespace: 'urn:xmpp:fallback:0',
  attributes: { for: 'urn:xmpp:message-retract:1' },
};

/**
 * A join that is under way would create the room again for a moment. So joins are waited for before and after: once the caller
 * is told that the room is gone, it is.
 */
async function destroyForGood(
  { ask, ports }: Pick<RoomServiceDeps, 'ask' | 'ports'>,
  actor: Actor,
  wish: RoomToDestroy,
): Promise<void> {
  await ports.settled?.(actor.room);
  await destroy(ask, actor, wish);
  await ports.settled?.(actor.room);
}

function refDeps({ store, find, domain }: RoomServiceDeps): RefDeps {
  return { store, find, domain };
}

async function look({ ask, ports, domain }: RoomServiceDeps, actor: Actor): Promise<RoomBody> {
  const { room, caller } = actor;
  const [info, members = []] = await Promise.all([infoOf(ask, actor), ports.members?.(room)]);
  const identities = members.filter(({ identity }) => mayUse(caller, identity, domain));
  return { room, ...describe(info), identities: [...identities] };
}

function nickIn({ room }: Actor, text: string): string {
  const address = occupantAddress(room, text);
  if (address === undefined)
    throw invalidAddress('No room could have this nickname.', '/path/nick');
  return address.slice(room.length + 1);
}

/** Prepared, each once: two wishes about one JID have no order. */
function distinct(
  { home }: RoomServiceDeps,
  items: RoomAffiliationsToSet['items'],
): readonly ToSet[] {
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const pointer = `/items/${index}/jid`;
    const jid = bareAddress(item.jid, home, pointer);
    const before = seen.get(jid);
    seen.set(jid, index);
    if (before === undefined) return { ...item, jid };
    const detail = `${bare(jid)} is in /items/${before} already.`;
    throw new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
  });
}
