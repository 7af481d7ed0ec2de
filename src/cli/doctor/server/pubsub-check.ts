/** Whether our identities may create pub/sub nodes (XEP-0060). */
import { element, type XmlElement } from '../../../core/element.ts';
import { good, skipped, warning, type Finding } from '../finding.ts';
import { newId } from './connection.ts';
import { cureFor, inEjabberd, inProsody } from './cures.ts';
import type { Examination } from './examination.ts';
import { ask, inWords, isRefusal } from './question.ts';
import type { Service } from './services.ts';

const NS_PUBSUB = 'http://jabber.org/protocol/pubsub';
const NS_OWNER = `${NS_PUBSUB}#owner`;

/** Creates a node that nobody can guess, and deletes it. */
export async function checkPubsub(
  { connection, identity: from, product, settings }: Examination,
  { jid }: Service,
): Promise<Finding> {
  const check = `xmpp pubsub ${jid}`;
  const node = `stanza-bridge-doctor-${newId()}`;
  const set = (payload: XmlElement) => ask(connection, { from, to: jid, type: 'set', payload });
  const created = await set(
    element('pubsub', NS_PUBSUB, {}, [element('create', NS_PUBSUB, { node })]),
  );
  if (created.kind === 'result') {
    await set(element('pubsub', NS_OWNER, {}, [element('delete', NS_OWNER, { node })]));
    return good(check, 'identities create nodes');
  }
  if (!isRefusal(created)) return skipped(check, `cannot be told: ${inWords(created)}`);
  const bare = from.replace(/\/.*/, '');
  const detail = `${bare} cannot create nodes (${inWords(created)})`;
  return warning(check, detail, cureFor(product, cure(jid, settings.xmppDomain)));
}

function cure(jid: string, domain: string) {
  return {
    prosody: inProsody(`Component "${jid}" "pubsub"`, [
      `admins = { "bot@${domain}" }  -- each identity that may; check it with: doctor --identity bot`,
    ]),
    ejabberd: inEjabberd(domain, 'node_creators', 'mod_pubsub', ['access_createnode']),
  };
}
