import type {
  DataForm,
  RoomConfigShownBody,
  RoomConfigToSet,
  RoomConfiguredBody,
} from '../../../contract/schemas.ts';
import { childNamed, element } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { dataForm } from '../../../extensions/queries/form.ts';
import { filledIn, submission } from '../../../extensions/queries/form-values.ts';
import type { Actor } from '../actor.ts';
import { NS_MUC, NS_OWNER, type AskRoom } from '../asking.ts';
import { ROOM_OPTIONS } from './options.ts';

const NS_FORM = 'jabber:x:data';
const CONFIG_FORM = `${NS_MUC}#roomconfig`;
const NEEDS = 'an owner of the room';

/** Throws what `AskRoom` throws. */
export async function readConfig(ask: AskRoom, actor: Actor): Promise<RoomConfigShownBody> {
  const form = await readForm(ask, actor);
  return { config: ROOM_OPTIONS.readAll(form) as RoomConfigShownBody['config'], form };
}

export interface Configured {
  readonly outcome: RoomConfiguredBody;
  /** As the form says; undefined where it does not. */
  readonly isPersistent: boolean | undefined;
}

/**
 * Submits the form of the room, filled in, and reads it again: servers answer `result` also for what they did not take. A
 * room that was just made is open from then on (XEP-0045 §10.1).
 */
export async function configure(
  ask: AskRoom,
  actor: Actor,
  wanted: RoomConfigToSet,
): Promise<Configured> {
  const before = await readForm(ask, actor);
  const plan = ROOM_OPTIONS.plan(before, wanted);
  await submit(ask, actor, filledIn(before, plan.changes));
  const after = await readForm(ask, actor);
  const persistent = ROOM_OPTIONS.read(after, 'persistent');
  return {
    outcome: ROOM_OPTIONS.outcome(wanted, plan, after),
    isPersistent: typeof persistent === 'boolean' ? persistent : undefined,
  };
}

/** A room that nobody keeps leaves no mark when it is destroyed (Prosody's `muc_tombstones`). */
export async function makeTemporary(ask: AskRoom, actor: Actor): Promise<void> {
  const form = submission(CONFIG_FORM, { 'muc#roomconfig_persistentroom': ['0'] });
  await submit(ask, actor, form);
}

async function readForm(ask: AskRoom, actor: Actor): Promise<DataForm> {
  const query = await ask(actor, {
    type: 'get',
    payload: element('query', NS_OWNER),
    needs: NEEDS,
  });
  const x = query && childNamed(query, 'x', NS_FORM);
  const form = x && dataForm.toJson(x);
  if (form === undefined) {
    throw new BridgeError('feature-missing', `${actor.room} answers with no form to configure.`, {
      feature: CONFIG_FORM,
      service: actor.room,
    });
  }
  // What an element says beyond the JSON form is of no use in a form that is filled in.
  const { raw: _, ...plain } = form;
  return plain;
}

async function submit(ask: AskRoom, actor: Actor, form: DataForm): Promise<void> {
  const payload = element('query', NS_OWNER, {}, [dataForm.toXml(form)]);
  await ask(actor, { type: 'set', payload, needs: NEEDS });
}
