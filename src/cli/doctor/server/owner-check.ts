/** Whether a rule of the server makes our identities owners of the rooms of others. */
import { element } from '../../../core/element.ts';
import { good, warning, type Finding } from '../finding.ts';
import { newId } from './connection.ts';
import { cureFor } from './cures.ts';
import type { Examination } from './examination.ts';
import { ask } from './question.ts';

export const NS_MUC = 'http://jabber.org/protocol/muc';
export const NS_OWNER = `${NS_MUC}#owner`;

/** Asks for the configuration of a room that another identity has made, as two that have nothing to do with it. */
export async function checkOwners(
  { connection, settings, product }: Examination,
  jid: string,
  room: string,
): Promise<Finding> {
  const { xmppDomain: domain } = settings;
  const check = `xmpp room owners ${jid}`;
  const owns = async (from: string) => {
    const question = { from, to: room, payload: element('query', NS_OWNER) };
    return (await ask(connection, question)).kind === 'result';
  };
  const [everyone, admin] = await Promise.all([
    owns(`stanza-bridge-doctor-${newId()}@${domain}/doctor`),
    owns(`admin@${domain}/doctor`),
  ]);
  if (!everyone && !admin) return good(check, 'identities own no rooms of others');
  const who = everyone ? `every identity of ${domain}` : `the identity admin@${domain}`;
  return warning(check, `${who} owns all rooms`, adviceFor(product, domain));
}

function adviceFor(product: Examination['product'], domain: string): string {
  return cureFor(product, {
    prosody: `Prosody, in prosody.cfg.lua: take what is not meant to own all rooms, such as "admin@${domain}", out of \`admins\`; then restart it.`,
    ejabberd: `ejabberd, in ejabberd.yml: the ACL that \`access_admin\` of mod_muc allows matches ${domain}. Name each administrator with the server, where that is not meant; then ejabberdctl reload_config:
acl:
  admin:
    user: ["juliet@example.org"]`,
  });
}
