import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Settings } from '../../config/settings.ts';
import { bad, good, reasonOf, type Finding } from './finding.ts';

export const START_IT = 'Start the XMPP server, and set BRIDGE_XMPP_SERVICE to its component port.';
export const LOOK_BETWEEN =
  'Check the host in BRIDGE_XMPP_SERVICE, and firewalls and routes to it.';

const PATIENCE_MS = 5_000;

/** Resolves the name and connects, which harms nobody who has the link. */
export async function checkReach(settings: Settings): Promise<readonly Finding[]> {
  const named = await checkName(settings);
  return named.verdict === 'bad' ? [named] : [named, await checkConnection(settings)];
}

function checkConnection({ xmppService }: Settings): Promise<Finding> {
  const port = Number(new URL(xmppService).port);
  const check = 'xmpp connection';
  return new Promise((resolve) => {
    const socket = connect({ host: hostOf(xmppService), port, timeout: PATIENCE_MS });
    const end = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    socket.once('connect', () => {
      end(good(check, `${xmppService} takes connections`));
    });
    socket.once('timeout', () => {
      end(bad(check, `${xmppService} does not answer`, LOOK_BETWEEN));
    });
    socket.once('error', (error) => {
      end(bad(check, `${xmppService} cannot be reached (${reasonOf(error)})`, START_IT));
    });
  });
}

const hostOf = (service: string) => new URL(service).hostname.replace(/^\[|\]$/g, '');

export async function checkName({ xmppService }: Settings): Promise<Finding> {
  const host = hostOf(xmppService);
  try {
    const { address } = await lookup(host);
    return good('xmpp name', `${host} is ${address}`);
  } catch (error) {
    const advice = 'Check the host in BRIDGE_XMPP_SERVICE, and the DNS of this machine or pod.';
    return bad('xmpp name', `${host} has no address (${reasonOf(error)})`, advice);
  }
}
