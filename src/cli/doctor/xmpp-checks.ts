import type { Settings } from '../../config/settings.ts';
import type { Logger } from '../../observe/logger.ts';
import type { LinkFailure } from '../../link/failure.ts';
import { bad, good, skipped, type Finding } from './finding.ts';
import { probePort, servesUsersOf } from './port-probe.ts';
import { checkConnection, checkName, hostOf } from './reach-checks.ts';
import { checkServer } from './server/check-server.ts';
import { connect, type Connection } from './server/connection.ts';
import { handshakeFinding } from './xmpp-causes.ts';

export interface XmppCheck {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly readFile: (path: string) => string;
  /** Why the services are not tried; undefined where nobody else has a link. */
  readonly notAlone: string | undefined;
  /** Full JID of the identity to try, if one was named. */
  readonly identity: string | undefined;
}

/** Resolves the name, connects, shakes hands, waits for the barrier, tries the server. Ends at the first fault. */
export async function checkXmpp(check: XmppCheck): Promise<readonly Finding[]> {
  const { settings } = check;
  const named = await checkName(settings);
  if (named.verdict === 'bad') return [named];
  const reached = await checkConnection(settings);
  if (reached.verdict === 'bad') return [named, reached];
  return [named, ...(await checkLink(check))];
}

async function checkLink({
  settings,
  logger,
  readFile,
  ...how
}: XmppCheck): Promise<readonly Finding[]> {
  const again = () => connect(settings, logger, readFile);
  const connection = await again();
  if (!('session' in connection)) return [await refused(connection, settings)];
  const barrier = await checkBarrier(connection, settings);
  const found = [accepted(settings), barrier];
  if (connection.failure !== undefined || how.notAlone !== undefined) {
    connection.session.close();
    return how.notAlone === undefined ? found : [...found, skipped('xmpp services', how.notAlone)];
  }
  return [...found, ...(await checkServer({ connection, settings, again, ...how }))];
}

function accepted({ xmppService, xmppDomain }: Settings): Finding {
  return good('xmpp handshake', `${xmppService} takes ${xmppDomain} with this secret`);
}

async function checkBarrier(connection: Connection, settings: Settings): Promise<Finding> {
  const { session } = connection;
  const from = performance.now();
  const isKnown = await session.barrier.wait().catch(() => false);
  const took = Math.round(performance.now() - from);
  if (connection.failure !== undefined) return lostAgain(connection.failure);
  if (isKnown) {
    return good(
      'xmpp barrier',
      `returned by the server after ${took} ms (${session.barrier.kind})`,
    );
  }
  return bad(
    'xmpp barrier',
    'the server returned no IQ, neither to the component itself nor from its own domain',
    `Let ${settings.xmppDomain} send IQs to itself, or set BRIDGE_XMPP_SERVER_HOST to a domain of the server; without one the bridge cannot know that what it sent has arrived.`,
  );
}

/** Where users log in, unless somebody has chosen another port (RFC 6120 §14.7). */
const USERS_PORT = 5222;

async function refused(failure: LinkFailure, settings: Settings): Promise<Finding> {
  const { xmppService: service, xmppDomain: domain } = settings;
  const host = hostOf(service);
  const found = await probePort({ host, port: Number(new URL(service).port), domain });
  // COMPAT: Prosody says the same of a domain of users as of one that it does not have.
  const isUnclear = failure.streamError?.condition === 'host-unknown';
  const isOfUsers = isUnclear && (await servesUsersOf({ host, port: USERS_PORT, domain }));
  return handshakeFinding(failure, found, { service, domain, isOfUsers });
}

function lostAgain({ text }: LinkFailure): Finding {
  return bad('xmpp link', text, 'See what the XMPP server logs.');
}
