import { invalidAddress } from '../../../core/addresses/address-advice.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DiscoInfo,
  RoomConfiguredBody,
  RoomCreatedBody,
  RoomToCreate,
} from '../../../contract/schemas.ts';
import { element } from '../../../core/element.ts';
import type { BridgeError } from '../../../core/errors.ts';
import { domainOf } from '../../../core/jid/jid.ts';
import type { Logger } from '../../../observe/logger.ts';
import { textElement } from '../../../stanza/element-helpers.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { occupantAddress, type Actor } from '../actor.ts';
import { conditionOf, NS_MUC, type AskRoom } from '../asking.ts';
import { configure, makeTemporary, type Configured } from '../config/configure.ts';
import { destroy } from '../destroy.ts';
import { infoOf } from '../info.ts';
import type { RoomPorts } from '../ports.ts';
import type { Entrance } from './entrance.ts';
import { cannotStay, exists, isGone, noRooms, noWord, roomRefused } from './refusals.ts';

export interface CreateDeps {
  readonly ask: AskRoom;
  readonly entrance: Pick<Entrance, 'enter' | 'leave' | 'send'>;
  readonly ports: Pick<RoomPorts, 'keep'>;
  readonly newId: () => string;
  readonly logger: Logger;
}

const ENTER_MS = 5_000;

/**
 * Makes a room that did not exist, configured and open. What goes wrong on the way leaves no room behind. Throws `conflict`
 * for a room that exists, `room-refused`, `feature-missing`, and what IQs end with.
 */
export async function createRoom(
  deps: CreateDeps,
  actor: Actor,
  wish: RoomToCreate,
): Promise<RoomCreatedBody> {
  const { entrance } = deps;
  const wanted = nickOf(actor, wish.nick);
  await requireFree(deps.ask, actor);
  const entered =
    (await entrance.enter(actor, wanted, ENTER_MS)) ??
    (await entrance.enter(actor, wanted, ENTER_MS));
  if (entered?.kind === 'refused') throw roomRefused(actor.room, wanted, entered.error);
  if (entered === undefined) {
    // Not known to be ours, so it is not destroyed: an empty room goes by itself.
    await entrance.leave(actor, wanted).catch(() => undefined);
    throw noWord(actor.room, wanted);
  }
  const { nick, created } = entered;
  if (!created) {
    // Somebody else made it in between.
    await entrance.leave(actor, nick);
    throw exists(actor.room);
  }
  let configured: Configured | undefined;
  try {
    configured = await configure(deps.ask, actor, { persistent: true, ...wish.config });
    return await furnish(deps, actor, wish, { nick, configured });
  } catch (error) {
    await undo(deps, actor, { nick, configured });
    throw error;
  }
}

interface Made {
  readonly nick: string;
  /** Undefined while it is locked. */
  readonly configured: Configured | undefined;
}

function nickOf({ room, identity }: Actor, wanted: string | undefined): string {
  const nick =
    wanted ?? (identity.includes('@') ? identity.slice(0, identity.indexOf('@')) : 'bridge');
  const address = occupantAddress(room, nick);
  if (address !== undefined) return address.slice(room.length + 1);
  throw invalidAddress(
    'No room could have this nickname; use letters, digits and spaces.',
    '/nick',
  );
}

async function requireFree(ask: AskRoom, actor: Actor): Promise<void> {
  try {
    await infoOf(ask, actor);
  } catch (error) {
    const condition = conditionOf(error);
    if (condition === 'item-not-found') return;
    if (condition === 'gone') throw isGone(actor.room, (error as BridgeError).facts.stanzaError);
    if (condition === undefined) throw error;
    await requireRooms(ask, actor);
    return;
  }
  throw exists(actor.room);
}

/** Whoever answers otherwise has to be somebody with rooms. */
async function requireRooms(ask: AskRoom, actor: Actor): Promise<void> {
  const service = domainOf(actor.room);
  const { features = [] } = await infoOf(ask, actor, service).catch((error: unknown): DiscoInfo => {
    if (conditionOf(error) === undefined) throw error;
    return {};
  });
  if (!features.includes(NS_MUC)) throw noRooms(service);
}

async function furnish(
  deps: CreateDeps,
  actor: Actor,
  wish: RoomToCreate,
  { nick, configured }: Made & { readonly configured: Configured },
): Promise<RoomCreatedBody> {
  const { config = {}, subject, join = true } = wish;
  if (!join && !(await isKept(deps.ask, actor, configured))) throw cannotStay(actor.room);
  if (subject !== undefined) await say(deps, actor, subject);
  const { room, identity } = actor;
  if (join) await keep(deps, actor, nick, config.password ?? undefined);
  else await deps.entrance.leave(actor, nick);
  const asked = config.persistent !== undefined;
  return {
    room,
    identity,
    nick,
    joined: join,
    ...(asked ? configured.outcome : unasked(configured)),
  };
}

/** That a room should stay was not said by the caller. */
function unasked({ outcome }: Configured): RoomConfiguredBody {
  const other = (name: string) => name !== 'persistent';
  const { persistent: _, ...reasons } = outcome.reasons ?? {};
  const ignored = outcome.ignored.filter(other);
  const applied = outcome.applied.filter(other);
  return { applied, ignored, ...(ignored.length > 0 && { reasons }) };
}

async function isKept(ask: AskRoom, actor: Actor, { isPersistent }: Configured): Promise<boolean> {
  if (isPersistent !== undefined) return isPersistent;
  return (await infoOf(ask, actor)).features?.includes('muc_persistent') === true;
}

async function say({ entrance, newId }: CreateDeps, actor: Actor, subject: string): Promise<void> {
  const { from, room } = actor;
  const attributes = { from, to: room, type: 'groupchat', id: newId() };
  await entrance.send(
    element('message', NS_CLIENT, attributes, [textElement('subject', NS_CLIENT, subject)]),
  );
}

async function keep(
  { ports }: CreateDeps,
  { room, identity }: Actor,
  nick: string,
  password: string | undefined,
): Promise<void> {
  const wish = { nick, ...(password !== undefined && { password }) };
  await ports.keep?.({ room, identity }, wish, { isIn: true });
}

const UNDO_TRIES = 3;
const UNDO_AGAIN_MS = 1_000;

/** Where there is no link for long, an empty or locked room is left to its service, which forgets it. */
async function undo(deps: CreateDeps, actor: Actor, { nick, configured }: Made): Promise<void> {
  const { ask, entrance, logger } = deps;
  for (let tries = 1; tries <= UNDO_TRIES; tries += 1) {
    try {
      if (configured?.isPersistent === true) await makeTemporary(ask, actor);
      await destroy(ask, actor, {});
      return;
    } catch (error) {
      if (conditionOf(error) !== undefined) break;
      const fields = { room: actor.room, reason: String(error) };
      logger.debug(fields, 'a room that was not finished could not be destroyed yet');
      await sleep(UNDO_AGAIN_MS);
    }
  }
  await entrance.leave(actor, nick).catch(() => undefined);
}
