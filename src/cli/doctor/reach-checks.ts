import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Settings } from '../../config/settings.ts';
import { bad, good, reasonOf, type Finding } from './finding.ts';

const START_IT =
  'Start the XMPP server, let it listen on an address that is reached from here, and set BRIDGE_XMPP_SERVICE to its component port.';
const LOOK_BETWEEN =
  'A firewall, security group or NetworkPolicy is likely in between; also check the host in BRIDGE_XMPP_SERVICE.';

const PATIENCE_MS = 5_000;

/** Resolves the name and connects, which harms nobody who has the link. */
export async function checkReach(settings: Settings): Promise<readonly Finding[]> {
  const named = await checkName(settings);
  return named.verdict === 'bad' ? [named] : [named, await checkConnection(settings)];
}

export function checkConnection({ xmppService }: Settings): Promise<Finding> {
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
      end(bad(check, `${xmppService} does not answer at all`, LOOK_BETWEEN));
    });
    socket.once('error', (error) => {
      const isRefused = reasonOf(error).includes('ECONNREFUSED');
      const detail = isRefused
        ? `nothing listens at ${xmppService} (ECONNREFUSED)`
        : `${xmppService} cannot be reached (${reasonOf(error)})`;
      end(bad(check, detail, isRefused ? START_IT : LOOK_BETWEEN));
    });
  });
}

export const hostOf = (service: string) => new URL(service).hostname.replace(/^\[|\]$/g, '');

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
