/** Hooks that cannot deliver: their template does not compile, or their identity is not in the room. */
import { bare } from '../../core/jid/jid.ts';
import type { Hook } from '../../features/hooks/hook.ts';
import { storedHooks } from '../../features/hooks/registry.ts';
import { templateFault } from '../../features/hooks/render/template.ts';
import { isEnd } from '../../features/rooms/membership/membership.ts';
import { membersSeen } from '../../features/rooms/membership/members-seen.ts';
import type { Store } from '../../store/store.ts';
import { bad, good, warning, type Finding } from './finding.ts';

/** Nothing where there are no hooks. */
export async function checkHooks(store: Store): Promise<readonly Finding[]> {
  const hooks = await storedHooks(store);
  if (hooks.length === 0) return [];
  const found = await Promise.all(
    hooks.map(async (hook) => [...checkTemplate(hook), ...(await checkRooms(store, hook))]),
  );
  const wrong = found.flat();
  if (wrong.length > 0) return wrong;
  return [good('hooks', hooks.length === 1 ? 'one can tell all' : `${hooks.length} can tell all`)];
}

const nameOf = ({ id, name }: Hook) => `hook ${name} (${id})`;

function checkTemplate(hook: Hook): readonly Finding[] {
  const fault = hook.template === undefined ? undefined : templateFault(hook.template);
  if (fault === undefined) return [];
  const advice = `Mend it: stanza-bridge hooks change ${hook.id} --template …; until then the text without a template is sent.`;
  return [bad(nameOf(hook), `its template does not compile: ${fault}`, advice)];
}

/** An identity with a resource of its own is in rooms by itself. */
async function checkRooms(store: Store, hook: Hook): Promise<readonly Finding[]> {
  const { from, to } = hook;
  if (from?.includes('/') === true) return [];
  const rooms = to.filter(({ type }) => type === 'groupchat').map(({ jid }) => bare(jid));
  const found = await Promise.all(
    rooms.map(async (room) => {
      const all = await membersSeen(store, room);
      const own = all.filter(({ identity }) => from === undefined || identity === bare(from));
      return verdictOf(hook, room, own);
    }),
  );
  return found.flat();
}

function verdictOf(
  hook: Hook,
  room: string,
  own: Awaited<ReturnType<typeof membersSeen>>,
): readonly Finding[] {
  if (own.some(({ seen }) => seen.state === 'joined')) return [];
  const [ended] = own.filter(({ seen }) => isEnd(seen.state));
  if (ended !== undefined) {
    const { identity, seen } = ended;
    const why = seen.problem?.detail ?? `its state is ${seen.state}`;
    const advice = `Let it in, then: stanza-bridge rooms join ${room} ${identity}`;
    return [bad(nameOf(hook), `${identity} is not in ${room}: ${why}`, advice)];
  }
  const advice = `Its first message joins, where its key has rooms:manage: stanza-bridge hooks test ${hook.id}`;
  return [warning(nameOf(hook), `it is not in ${room} yet`, advice)];
}
