/**
 * The proxy that HTTP to the outside leaves through, if the operator names one. It carries TLS and plain HTTP alike
 * through CONNECT (RFC 9110 §9.3.6), so it sees where connections lead and nothing of what they carry over TLS.
 */
import { isIP, Socket } from 'node:net';
import { buildConnector, Client, type Dispatcher } from 'undici';
import { withoutBrackets } from './guard.ts';
import { isWithin, parseAddress, parseHosts, type Hosts } from './hosts.ts';
import { reasonOf } from './reason.ts';

export interface ProxyTerms {
  /** `http` or `https`, with credentials where the proxy wants them. */
  readonly url: string;
  /** Hosts that are connected to without it: names with everything below them, addresses, CIDRs; `*` is every host. */
  readonly noProxy: readonly string[];
  /** What the proxy is asked for: the address that was checked, or the name of its host. */
  readonly connectTo: 'address' | 'name';
}

/** A connection through the proxy could not be made; the message is shown with the delivery. */
class ProxyFault extends Error {
  readonly code = 'PROXY_FAULT';
}

const CONNECT_TIMEOUT_MS = 3_000;
/** Includes the connection that the proxy makes. */
const ANSWER_TIMEOUT_MS = 6_000;

export class EgressProxy {
  readonly connectTo: ProxyTerms['connectTo'];
  readonly #url: URL;
  readonly #authorization: string | undefined;
  readonly #noProxy: Hosts;
  readonly #isOff: boolean;

  /** Throws RangeError for a bad entry of `noProxy`. */
  constructor({ url, noProxy, connectTo }: ProxyTerms) {
    this.#url = new URL(url);
    this.#authorization = basicOf(this.#url);
    this.connectTo = connectTo;
    this.#isOff = noProxy.includes('*');
    const entries = noProxy.filter((entry) => entry !== '*');
    this.#noProxy = parseHosts(entries.map((entry) => entry.replace(/^\*?\./, '*.')));
  }

  /** Whether a host is connected to directly, whatever its addresses are. */
  passesOver(host: string): boolean {
    if (this.#isOff) return true;
    const lower = host.toLowerCase();
    return this.#noProxy.names.some((name) => isBelow(lower, name)) || this.passesOverAddress(host);
  }

  passesOverAddress(address: string): boolean {
    const parsed = parseAddress(address);
    return parsed !== undefined && isWithin(this.#noProxy.ranges, parsed);
  }

  /** Whether some entries name addresses, so that a name has to be looked up to know. */
  get looksAtAddresses(): boolean {
    return this.#noProxy.ranges.length > 0;
  }

  /** A connection to `host:port`, made by the proxy. Rejects with ProxyFault. */
  async connect(host: string, port: number): Promise<Socket> {
    const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
    const client = this.#client();
    const headers = {
      host: authority,
      ...(this.#authorization !== undefined && { 'proxy-authorization': this.#authorization }),
    };
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const { origin } = this.#url;
    try {
      const answer = await client.connect({ origin, path: authority, headers, signal });
      const { socket, statusCode } = answer;
      // Undici's types promise no more than a duplex stream.
      if (statusCode >= 200 && statusCode < 300 && socket instanceof Socket) return socket;
      socket.on('error', () => undefined).destroy();
      throw new ProxyFault(this.#refusal(statusCode, authority));
    } catch (error) {
      void client.destroy();
      if (error instanceof ProxyFault) throw error;
      throw new ProxyFault(`the egress proxy cannot be used: ${faultOf(error)}`);
    }
  }

  /** One for each connection: CONNECT takes it over. */
  #client(): Dispatcher {
    const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
    const host = withoutBrackets(this.#url.hostname);
    // Undici takes the name for TLS from the Host header, which names the target here.
    const servername = isIP(host) === 0 ? host : '';
    return new Client(this.#url.origin, {
      connect: (options, callback) => {
        connect({ ...options, servername }, callback);
      },
    });
  }

  #refusal(status: number, authority: string): string {
    if (status === 407) {
      return this.#authorization === undefined
        ? 'the egress proxy wants credentials (407); the operator sets them in BRIDGE_EGRESS_PROXY'
        : 'the egress proxy does not take the credentials in BRIDGE_EGRESS_PROXY (407)';
    }
    const what = `a connection to ${authority} (${status})`;
    if (status >= 500) return `the egress proxy could not make ${what}`;
    if (status !== 403 || this.connectTo === 'name') return `the egress proxy refused ${what}`;
    return `the egress proxy refused ${what}; if it allows hosts by name, the operator sets BRIDGE_EGRESS_PROXY_CONNECT=name`;
  }
}

/** `example.org` is itself and everything below, as in `NO_PROXY`; `*.example.org` what is below only. */
function isBelow(host: string, name: string): boolean {
  if (name.startsWith('*.')) return host.endsWith(name.slice(1));
  return host === name || host.endsWith(`.${name}`);
}

function basicOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function faultOf(error: unknown): string {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  return isLate ? 'no answer in time' : reasonOf(error);
}

/** The proxy that the settings name. Throws RangeError for a bad entry of the hosts that pass it over. */
export function proxyFromSettings(settings: {
  readonly egressProxy: string | undefined;
  readonly egressNoProxy: readonly string[];
  readonly egressProxyConnect: ProxyTerms['connectTo'];
}): EgressProxy | undefined {
  const { egressProxy: url, egressNoProxy: noProxy, egressProxyConnect: connectTo } = settings;
  return url === undefined ? undefined : new EgressProxy({ url, noProxy, connectTo });
}
