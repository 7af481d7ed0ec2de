/** Many affiliations at once. */
import type { RoomAffiliationBody, RoomAffiliationsSetBody } from '../../../contract/schemas.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Actor } from '../actor.ts';
import type { AskRoom } from '../asking.ts';
import { readAffiliations, setAffiliations, type ToSet } from './affiliations.ts';

/** Items of one request. */
const CHUNK = 100;
/** Requests at a time, where each has one item. */
const AT_A_TIME = 16;

/** By JID: undefined for what was applied, otherwise why not. */
type Outcomes = ReadonlyMap<string, string | undefined>;

/**
 * COMPAT: Prosody changes the first item of a request only, and answers `result`. So the lists are read after the first
 * request, and at the end; what is not there is asked for alone. A request that is refused tells nothing of its items:
 * they are asked for alone, too.
 */
export async function changeAffiliations(
  ask: AskRoom,
  actor: Actor,
  wishes: readonly ToSet[],
): Promise<RoomAffiliationsSetBody> {
  const [first = [], ...rest] = chunksOf(wishes, CHUNK);
  const missed = await tryTogether(ask, actor, [first]);
  // Who does not do two at once is not asked again.
  const others = missed.length > 0 ? rest.flat() : await tryTogether(ask, actor, rest);
  const outcomes = await eachAlone(ask, actor, [...missed, ...others]);
  return inOrder(wishes, outcomes);
}

/** Those that are not as they should be afterwards. */
async function tryTogether(
  ask: AskRoom,
  actor: Actor,
  chunks: readonly (readonly ToSet[])[],
): Promise<readonly ToSet[]> {
  const asked: ToSet[] = [];
  const left: ToSet[] = [];
  for (const chunk of chunks) {
    const isTaken = chunk.length > 1 && (await isAnswered(ask, actor, chunk));
    (isTaken ? asked : left).push(...chunk);
  }
  if (asked.length === 0) return left;
  return [...left, ...missing(asked, await readAffiliations(ask, actor))];
}

/** False for a request that is refused. */
async function isAnswered(ask: AskRoom, actor: Actor, chunk: readonly ToSet[]): Promise<boolean> {
  try {
    await setAffiliations(ask, actor, chunk);
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof BridgeError && error.code === 'stanza-error';
}

export function missing(
  wishes: readonly ToSet[],
  now: readonly RoomAffiliationBody[],
): readonly ToSet[] {
  const has = new Map(now.map(({ jid, affiliation }) => [jid, affiliation]));
  return wishes.filter(({ jid, affiliation }) => (has.get(jid) ?? 'none') !== affiliation);
}

async function eachAlone(ask: AskRoom, actor: Actor, wishes: readonly ToSet[]): Promise<Outcomes> {
  const outcomes = new Map<string, string | undefined>();
  const queue = [...wishes];
  const work = async () => {
    for (let wish = queue.shift(); wish !== undefined; wish = queue.shift()) {
      outcomes.set(wish.jid, await one(ask, actor, wish));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, wishes.length) }, work));
  return outcomes;
}

async function one(ask: AskRoom, actor: Actor, wish: ToSet): Promise<string | undefined> {
  try {
    await setAffiliations(ask, actor, [wish]);
    return undefined;
  } catch (error) {
    if (error instanceof BridgeError) return error.message;
    throw error;
  }
}

function inOrder(wishes: readonly ToSet[], outcomes: Outcomes): RoomAffiliationsSetBody {
  const items = wishes.map(({ jid, affiliation }) => {
    const detail = outcomes.get(jid);
    return {
      jid,
      affiliation,
      applied: detail === undefined,
      ...(detail !== undefined && { detail }),
    };
  });
  const applied = items.filter((it) => it.applied).length;
  return { applied, failed: items.length - applied, items };
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
