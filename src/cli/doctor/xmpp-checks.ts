import { randomBytes } from 'node:crypto';
import type { Settings } from '../../config/settings.ts';
import type { Logger } from '../../observe/logger.ts';
import { systemClock } from '../../link/clock.ts';
import { componentDriver } from '../../link/component/session.ts';
import type { LinkSession } from '../../link/driver.ts';
import { DEFAULT_BOUNDS, DEFAULT_TIMINGS } from '../../link/settings.ts';
import type { LinkFailure, FailureKind } from '../../link/failure.ts';
import { bad, good, type Finding } from './finding.ts';
import { checkName, LOOK_BETWEEN, START_IT } from './reach-checks.ts';

/** Resolves the name, connects, shakes hands, and sends a ping through the barrier. Ends at the first fault. */
export async function checkXmpp(settings: Settings, logger: Logger): Promise<readonly Finding[]> {
  const named = await checkName(settings);
  if (named.verdict === 'bad') return [named];
  return [named, ...(await checkLink(settings, logger))];
}

function checkLink(settings: Settings, logger: Logger): Promise<readonly Finding[]> {
  return new Promise((resolve) => {
    let isOnline = false;
    const driver = componentDriver({
      name: 'stanza-bridge doctor',
      settings: linkSettings(settings),
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
          const finding = isOnline ? lostAgain(failure) : refused(failure);
          resolve(isOnline ? [accepted(settings), finding] : [finding]);
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

const ADVICE: Readonly<Partial<Record<FailureKind, string>>> = {
  refused: START_IT,
  unreachable: LOOK_BETWEEN,
  timeout: 'Check that the port in BRIDGE_XMPP_SERVICE is the component port of an XMPP server.',
  denied:
    'Give the server and the bridge the same domain and the same secret, as below, and set BRIDGE_XMPP_SERVICE to the component port.',
  conflict:
    'Close the other connection of this domain, or let the server close it: component_conflict_resolve = "kick_old".',
  lost: 'Check that the port in BRIDGE_XMPP_SERVICE is the component port of an XMPP server.',
  malformed: 'Check that the port in BRIDGE_XMPP_SERVICE is the component port of an XMPP server.',
};

const adviceFor = (kind: FailureKind) => ADVICE[kind] ?? 'See what the XMPP server logs.';

function refused({ kind, text }: LinkFailure): Finding {
  const check = kind === 'refused' || kind === 'unreachable' ? 'xmpp connection' : 'xmpp handshake';
  return bad(check, text, adviceFor(kind));
}

function lostAgain({ kind, text }: LinkFailure): Finding {
  return bad('xmpp link', text, adviceFor(kind));
}

function linkSettings(settings: Settings) {
  return {
    service: settings.xmppService,
    domain: settings.xmppDomain,
    secret: settings.xmppSecret,
    serverHost: settings.xmppServerHost,
    timings: DEFAULT_TIMINGS,
    bounds: DEFAULT_BOUNDS,
  };
}
