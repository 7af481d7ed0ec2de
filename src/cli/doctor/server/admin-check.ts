/** Whether a rule of the server makes administrators of our identities by accident. */
import { childElements, element } from '../../../core/element.ts';
import { good, skipped, warning, type Finding } from '../finding.ts';
import { cureFor } from './cures.ts';
import type { Examination } from './examination.ts';
import { ask, inWords, type Answer } from './question.ts';
import { NS_ITEMS } from './services.ts';

const NS_COMMANDS = 'http://jabber.org/protocol/commands';
/** What only administrators see: XEP-0133, and Prosody's own. */
const ADMINISTRATION =
  /^http:\/\/(?:jabber\.org\/protocol\/admin#|prosody\.im\/protocol\/(?:modules|hosts|config)#)/;
/** A name that rules for administrators have. */
const ADMIN = 'admin';

/** Looks at which commands the server lists for an identity that nobody knows, and for one with a telling name. */
export async function checkAdministration(examination: Examination): Promise<Finding> {
  const { settings, stranger, product } = examination;
  const { xmppDomain: domain, xmppServerHost: server } = settings;
  const check = 'xmpp administration';
  const [forAll, forAdmin] = await Promise.all([
    commands(examination, stranger),
    commands(examination, `${ADMIN}@${domain}/doctor`),
  ]);
  const whom = [
    [administrative(forAll), `every identity of ${domain}`],
    [administrative(forAdmin), `the identity ${ADMIN}@${domain}`],
  ] as const;
  const [most] = whom.filter(([count]) => count > 0);
  if (most !== undefined) {
    const detail = `${most[1]} may administer ${server}: ${most[0]} commands (XEP-0133)`;
    return warning(check, detail, adviceFor(product, domain));
  }
  return isUnknown(forAll, product)
    ? skipped(check, `cannot be told: ${inWords(forAll)}`)
    : good(check, `identities have no rights of administrators at ${server}`);
}

/** Something else may refuse in the name of a server that is not there; a server without commands says so. */
function isUnknown(answer: Answer, product: Examination['product']): boolean {
  return answer.kind === 'none' || (answer.kind === 'error' && product === undefined);
}

function commands({ connection, settings }: Examination, from: string): Promise<Answer> {
  const payload = element('query', NS_ITEMS, { node: NS_COMMANDS });
  return ask(connection, { from, to: settings.xmppServerHost, payload });
}

function administrative(answer: Answer): number {
  const items = answer.kind === 'result' && answer.payload ? childElements(answer.payload) : [];
  return items.filter(({ attributes }) => ADMINISTRATION.test(attributes['node'] ?? '')).length;
}

function adviceFor(product: Examination['product'], domain: string): string {
  return cureFor(product, {
    prosody: `Prosody, in prosody.cfg.lua: take what is not meant to administer, such as "${ADMIN}@${domain}", out of \`admins\`; then restart it.`,
    ejabberd: `ejabberd, in ejabberd.yml: the ACL that \`configure\` allows matches ${domain}, by server, server_glob, node_glob or a regular expression. Name each administrator with the server, where that is not meant; then ejabberdctl reload_config:
acl:
  admin:
    user: ["juliet@example.org"]`,
  });
}
