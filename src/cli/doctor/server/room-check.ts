/** Whether our identities may create rooms, and keep them (XEP-0045). */
import { childElements, childNamed, element, type XmlElement } from '../../../core/element.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { good, skipped, warning, type Finding } from '../finding.ts';
import { newId } from './connection.ts';
import { checkOwners, NS_MUC, NS_OWNER } from './owner-check.ts';
import { cureFor, inEjabberd, inProsody, type Cure } from './cures.ts';
import type { Examination } from './examination.ts';
import { answerOf, ask, inWords, isRefusal, type Answer } from './question.ts';
import { hasFeature, NS_INFO, type Service } from './services.ts';

const NS_FORM = 'jabber:x:data';
const PERSISTENT = 'muc#roomconfig_persistentroom';

/** Creates a room that nobody can guess, looks at what may be configured and by whom, and destroys it. */
export async function checkRooms(
  examination: Examination,
  { jid }: Service,
): Promise<readonly Finding[]> {
  const check = `xmpp rooms ${jid}`;
  const room = `stanza-bridge-doctor-${newId()}@${jid}`;
  const entered = await enter(examination, room);
  if (entered.kind !== 'result') return [notCreated(check, jid, entered, examination)];
  try {
    const found = await lookAt(check, jid, room, examination);
    return [found, await checkOwners(examination, jid, room)];
  } finally {
    await leaveNothing(examination, room);
  }
}

/** A bridge without rooms is a bridge all the same. */
export function noRooms({ settings, product }: Examination): Finding {
  const { xmppServerHost: host } = settings;
  const advice = cureFor(product, {
    prosody: `Prosody, in prosody.cfg.lua, if you want rooms; then restart it:\nComponent "rooms.${host}" "muc"\n  modules_enabled = { "muc_mam" }`,
    ejabberd: `ejabberd, in ejabberd.yml, if you want rooms; then ejabberdctl reload_config:\nmodules:\n  mod_muc: {}\n  mod_mam: {}`,
  });
  return warning('xmpp rooms', `${host} lists no service with rooms`, advice);
}

async function enter({ connection, identity }: Examination, room: string): Promise<Answer> {
  const heard = connection.hears(
    ({ name, attributes: { from } }) => name === 'presence' && from?.startsWith(room) === true,
  );
  const to = `${room}/doctor`;
  connection.send(
    element('presence', NS_CLIENT, { from: identity, to, id: newId() }, [element('x', NS_MUC)]),
  );
  return answerOf(await heard);
}

function notCreated(check: string, jid: string, answer: Answer, examination: Examination): Finding {
  if (!isRefusal(answer)) return skipped(check, `cannot be told: ${inWords(answer)}`);
  const { product } = examination;
  const detail = `identities cannot create rooms (${inWords(answer)})`;
  return warning(check, detail, cureFor(product, cure(jid, 'create', examination)));
}

async function lookAt(
  check: string,
  jid: string,
  room: string,
  examination: Examination,
): Promise<Finding> {
  const { connection, identity: from, product } = examination;
  const form = await ask(connection, { from, to: room, payload: element('query', NS_OWNER) });
  if (form.kind !== 'result' || form.payload === undefined) {
    return skipped(
      check,
      `rooms are created; what may be configured cannot be told: ${inWords(form)}`,
    );
  }
  const isKept = hasField(form.payload, PERSISTENT) || (await isPersistent(examination, room));
  if (isKept) return good(check, 'identities create and keep rooms');
  const detail = 'identities create rooms and cannot make them persistent: an empty room is gone';
  return warning(check, detail, cureFor(product, cure(jid, 'keep', examination)));
}

/** Where rooms are kept from the start, it does not matter that it cannot be chosen. */
async function isPersistent({ connection, identity: from }: Examination, room: string) {
  const info = await ask(connection, { from, to: room, payload: element('query', NS_INFO) });
  const service = info.kind === 'result' && info.payload && { jid: room, info: info.payload };
  return service !== undefined && service !== false && hasFeature(service, 'muc_persistent');
}

/** A room that is kept would leave a mark when it is destroyed (Prosody's `muc_tombstones`). */
async function leaveNothing({ connection, identity: from }: Examination, room: string) {
  const set = (...content: readonly XmlElement[]) =>
    ask(connection, {
      ...{ from, to: room, type: 'set' },
      payload: element('query', NS_OWNER, {}, content),
    });
  await set(submitted({ FORM_TYPE: `${NS_MUC}#roomconfig`, [PERSISTENT]: '0' }));
  const destroyed = await set(element('destroy', NS_OWNER));
  if (destroyed.kind === 'result') return;
  const to = `${room}/doctor`;
  connection.send(element('presence', NS_CLIENT, { from, to, type: 'unavailable', id: newId() }));
}

function submitted(values: Readonly<Record<string, string>>): XmlElement {
  const fields = Object.entries(values).map(([name, value]) =>
    element('field', NS_FORM, { var: name }, [element('value', NS_FORM, {}, [value])]),
  );
  return element('x', NS_FORM, { type: 'submit' }, fields);
}

function hasField(query: XmlElement, name: string): boolean {
  const form = childNamed(query, 'x', NS_FORM);
  const fields = form === undefined ? [] : childElements(form);
  return fields.some(({ attributes }) => attributes['var'] === name);
}

type Lack = 'create' | 'keep';

function cure(jid: string, lack: Lack, { product, settings }: Examination): Cure {
  // COMPAT: Prosody 13 gives identities the role of a guest; 0.12 has no roles.
  const isOld = product?.version?.startsWith('0.') === true;
  const line = {
    create: `restrict_room_creation = ${isOld ? 'false' : '"local"'}`,
    keep: 'muc_room_allow_persistent = true',
  }[lack];
  const role = isOld ? [] : ['server_user_role = "prosody:registered"'];
  const options = ['access_create', 'access_persistent'];
  return {
    prosody: inProsody(`Component "${jid}" "muc"`, [...role, line]),
    ejabberd: inEjabberd(settings.xmppDomain, 'room_creators', 'mod_muc', options),
  };
}
