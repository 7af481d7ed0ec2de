/** Lasting relations of people to a node (XEP-0060 §8.9). */
import type {
  PubsubAffiliationBody,
  PubsubAffiliationsSetBody,
} from '../../../contract/schemas.ts';
import { element } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { eachNamed, oneOf } from '../../../stanza/element-helpers.ts';
import type { Actor } from '../actor.ts';
import { conditionOf, inAnswer, NS_OWNER, pubsub, type AskService } from '../asking.ts';

const AFFILIATIONS = [
  'member',
  'none',
  'outcast',
  'owner',
  'publish-only',
  'publisher',
] as const satisfies readonly PubsubAffiliationBody['affiliation'][];

type Set = PubsubAffiliationsSetBody['items'][number];

/** By their JIDs. */
export async function readAffiliations(
  ask: AskService,
  actor: Actor,
  node: string,
): Promise<readonly PubsubAffiliationBody[]> {
  const payload = pubsub(NS_OWNER, element('affiliations', NS_OWNER, { node }));
  const answer = await ask(actor, { type: 'get', deed: 'affiliations', node, payload });
  const list = inAnswer(answer, 'affiliations');
  const items =
    list &&
    eachNamed(list, 'affiliation', NS_OWNER, ({ attributes: { jid, affiliation: said } }) => {
      const affiliation = oneOf(AFFILIATIONS, said);
      return jid === undefined || affiliation === undefined ? undefined : { jid, affiliation };
    });
  return (items ?? []).sort((one, other) => (one.jid < other.jid ? -1 : 1));
}

/** Items of one request, and requests at a time where each has one. */
const CHUNK = 100;
const AT_A_TIME = 16;

/**
 * A request that is refused tells nothing of its items: they are asked for alone. Throws where nothing was changed for want
 * of rights, or because the service does not do it. `wishes`: of prepared JIDs, each once.
 */
export async function changeAffiliations(
  ask: AskService,
  actor: Actor,
  { node, wishes }: { readonly node: string; readonly wishes: readonly PubsubAffiliationBody[] },
): Promise<PubsubAffiliationsSetBody> {
  const items: Set[] = [];
  for (let at = 0; at < wishes.length; at += CHUNK) {
    items.push(...(await setChunk(ask, actor, node, wishes.slice(at, at + CHUNK))));
  }
  const applied = items.filter((it) => it.applied).length;
  return { applied, failed: items.length - applied, items };
}

async function setChunk(
  ask: AskService,
  actor: Actor,
  node: string,
  wishes: readonly PubsubAffiliationBody[],
): Promise<Set[]> {
  try {
    await set(ask, actor, node, wishes);
    return wishes.map((wish) => ({ ...wish, applied: true }));
  } catch (error) {
    if (wishes.length === 1 || !isOfOneItem(error)) throw error;
  }
  const done: Set[] = [];
  for (let at = 0; at < wishes.length; at += AT_A_TIME) {
    const some = wishes.slice(at, at + AT_A_TIME).map(async (wish): Promise<Set> => {
      try {
        await set(ask, actor, node, [wish]);
        return { ...wish, applied: true };
      } catch (error) {
        if (!isOfOneItem(error)) throw error;
        return { ...wish, applied: false, detail: (error as BridgeError).message };
      }
    });
    done.push(...(await Promise.all(some)));
  }
  return done;
}

/** Nothing that would be so for every item. */
function isOfOneItem(error: unknown): boolean {
  const condition = conditionOf(error);
  const isForAll = condition === 'forbidden' || condition === 'item-not-found';
  return error instanceof BridgeError && error.code === 'stanza-error' && !isForAll;
}

async function set(
  ask: AskService,
  actor: Actor,
  node: string,
  wishes: readonly PubsubAffiliationBody[],
): Promise<void> {
  const list = wishes.map(({ jid, affiliation }) =>
    element('affiliation', NS_OWNER, { jid, affiliation }),
  );
  const payload = pubsub(NS_OWNER, element('affiliations', NS_OWNER, { node }, list));
  await ask(actor, { type: 'set', deed: 'affiliations', node, payload });
}
