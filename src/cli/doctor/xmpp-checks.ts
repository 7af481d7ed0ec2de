import { randomBytes } from 'node:crypto';
import type { Settings } from '../../config/settings.ts';
import type { Logger } from '../../observe/logger.ts';
import { systemClock } from '../../link/clock.ts';
import { componentDriver } from '../../link/component/session.ts';
import type { LinkSession } from '../../link/driver.ts';
import { DEFAULT_BOUNDS, DEFAULT_TIMINGS } from '../../link/settings.ts';
import type { LinkFailure } from '../../link/failure.ts';
import { tlsOf } from '../../link/tls/files.ts';
import { bad, good, type Finding } from './finding.ts';
import { probePort, servesUsersOf } from './port-probe.ts';
import { checkConnection, checkName, hostOf } from './reach-checks.ts';
import { handshakeFinding } from './xmpp-causes.ts';

/** Resolves the name, connects, shakes hands, and sends a ping through the barrier. Ends at the first fault. */
export async function checkXmpp(
  settings: Settings,
  logger: Logger,
  readFile: (path: string) => string,
): Promise<readonly Finding[]> {
  const named = await checkName(settings);
  if (named.verdict === 'bad') return [named];
  const reached = await checkConnection(settings);
  if (reached.verdict === 'bad') return [named, reached];
  return [named, ...(await checkLink(settings, logger, readFile))];
}

function checkLink(
  settings: Settings,
  logger: Logger,
  readFile: (path: string) => string,
): Promise<readonly Finding[]> {
  return new Promise((resolve) => {
    let isOnline = false;
    const driver = componentDriver({
      name: 'stanza-bridge doctor',
      settings: linkSettings(settings, readFile),
      clock: systemClock,
      logger,
      newId: () => randomBytes(16).toString('hex'),
    });
    const session = driver.open(
      {
        online: () => {
          isOnline = true;
          checkBarrier(session, settings).then((finding) => {
            session.close();
            resolve([accepted(settings), finding]);
          }, ignore);
        },
        mayWrite: () => true,
        stanza: () => undefined,
        ownReply: () => undefined,
        isAwaited: () => false,
        answerTooLarge: () => undefined,
        overBound: () => undefined,
        count: () => undefined,
        ended: (failure) => {
          if (isOnline) resolve([accepted(settings), lostAgain(failure)]);
          else resolve(refused(failure, settings).then((finding) => [finding]));
        },
      },
      { barrierExpected: false, careful: false },
    );
  });
}

/** What ends the session says so itself. */
function ignore(): void {
  // As said.
}

function accepted({ xmppService, xmppDomain }: Settings): Finding {
  return good('xmpp handshake', `${xmppService} takes ${xmppDomain} with this secret`);
}

async function checkBarrier(session: LinkSession, settings: Settings): Promise<Finding> {
  const from = performance.now();
  const isKnown = await session.barrier.wait();
  const took = Math.round(performance.now() - from);
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

function linkSettings(settings: Settings, readFile: (path: string) => string) {
  return {
    service: settings.xmppService,
    tls: tlsOf(settings, readFile),
    domain: settings.xmppDomain,
    secret: settings.xmppSecret,
    serverHost: settings.xmppServerHost,
    timings: DEFAULT_TIMINGS,
    bounds: DEFAULT_BOUNDS,
  };
}
