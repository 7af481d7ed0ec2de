/** What the server does about a second connection of the component: both are the doctor's own. */
import type { Settings } from '../../../config/settings.ts';
import { bad, good, skipped, warning, type Finding } from '../finding.ts';
import type { Connection, Connected } from './connection.ts';

const CHECK = 'xmpp second connection';
/** A server that ends the first one says so before it takes the second. */
const GRACE_MS = 300;

export interface SecondTried {
  readonly finding: Finding;
  /** The one that is still there. */
  readonly left: Connection;
}

export async function checkSecond(
  first: Connection,
  settings: Settings,
  again: () => Promise<Connected>,
): Promise<SecondTried> {
  const second = await again();
  if (!('session' in second)) {
    const { text, kind } = second;
    const finding =
      kind === 'conflict' ? refused(settings) : skipped(CHECK, `cannot be told: ${text}`);
    return { finding, left: first };
  }
  await Promise.race([first.session.over, graceOver()]);
  if (first.failure !== undefined) return { finding: replaced(settings), left: second };
  // While there are two, what is for one may go to the other.
  second.session.close();
  await second.session.over;
  return { finding: good(CHECK, 'is taken beside the first'), left: first };
}

function replaced({ linkMode, xmppDomain }: Settings): Finding {
  const detail = 'ends the first';
  if (linkMode === 'leader') return good(CHECK, `${detail}: a replica can take over the link`);
  const advice = `Set BRIDGE_LINK_MODE=leader: with \`all\` the replicas end each other's links to ${xmppDomain}.`;
  return bad(CHECK, detail, advice);
}

function refused({ xmppDomain }: Settings): Finding {
  const advice = `Prosody, in prosody.cfg.lua; then restart it:
Component "${xmppDomain}"
  component_conflict_resolve = "kick_old"`;
  const detail =
    'is refused (conflict): a replica cannot take over the link while the server still has that of a dead one';
  return warning(CHECK, detail, advice);
}

function graceOver(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, GRACE_MS);
  });
}
