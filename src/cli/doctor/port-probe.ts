/** What listens on a port that is not what was expected there: looked at, so that it can be named. */
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Service =
  | 'http'
  | 'tls'
  | 'redis'
  | 'clients'
  | 'servers'
  | 'component'
  /** It takes connections, and says nothing to whatever it is told. */
  | 'silent'
  | 'unknown';

export interface PortAddress {
  readonly host: string;
  readonly port: number;
  readonly domain: string;
}

const PATIENCE_MS = 2_000;
const ENOUGH_BYTES = 4_096;

/** Says what a component would say first, then what others listen to, and looks at what comes back. */
export async function probePort(address: PortAddress): Promise<Service> {
  const service = serviceOf(await firstWords(address, headerTo(address.domain)));
  // Many TLS servers close without a word, or wait for more.
  if (service !== 'silent' && service !== 'unknown') return service;
  return probeOther(address, service);
}

/** For a port where no XMPP is expected. */
export async function probeOther(address: Place, otherwise: Service = 'silent'): Promise<Service> {
  if (await speaksTls(address)) return 'tls';
  // HTTP servers wait for the end of a head; to Redis this is an incomplete command.
  const service = serviceOf(await firstWords(address, GET));
  return service === 'silent' ? otherwise : service;
}

/**
 * Whether a domain is one of users on a server, as far as the port where they log in tells: a server that does not have the
 * domain refuses it in the first words (RFC 6120 §4.9.3.6).
 */
export async function servesUsersOf(address: PortAddress): Promise<boolean> {
  const hello = headerTo(address.domain, 'jabber:client');
  const said = await firstWords(address, hello, (text) =>
    /<stream:(?:features|error)/.test(text.toString()),
  );
  return said.includes('<stream:features');
}

/** Pure. */
export function serviceOf(said: Buffer): Service {
  if (said.length === 0) return 'silent';
  // An alert (RFC 8446 §5.1).
  if (said[0] === 0x15 && said[1] === 0x03) return 'tls';
  const text = said.toString('latin1');
  if (/^HTTP\/|^<!doctype|^<html/i.test(text)) return 'http';
  if (/^(?:-(?:ERR|NOAUTH|DENIED)|\+PONG)/.test(text)) return 'redis';
  if (/xmlns=["']jabber:component:/.test(text)) return 'component';
  if (/xmlns=["']jabber:client["']/.test(text)) return 'clients';
  if (/xmlns=["']jabber:server["']/.test(text)) return 'servers';
  return 'unknown';
}

type Place = Pick<PortAddress, 'host' | 'port'>;

const isKnown = (said: Buffer) => serviceOf(said) !== 'unknown';

/** What is said there until it `isEnough`, or until nothing comes for a while. */
function firstWords({ host, port }: Place, hello: string, isEnough = isKnown): Promise<Buffer> {
  return new Promise((resolve) => {
    let said = Buffer.alloc(0);
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = () => {
      socket.destroy();
      resolve(said);
    };
    socket.once('connect', () => socket.write(hello));
    socket.on('data', (bytes: Buffer) => {
      said = Buffer.concat([said, bytes]);
      if (said.length > ENOUGH_BYTES || isEnough(said)) end();
    });
    for (const event of ['end', 'error', 'timeout', 'close']) socket.once(event, end);
  });
}

const GET = 'GET / HTTP/1.0\r\n\r\n';

function headerTo(domain: string, namespace = 'jabber:component:accept'): string {
  const version = namespace === 'jabber:client' ? " version='1.0'" : '';
  return `<?xml version='1.0'?><stream:stream xmlns='${namespace}' xmlns:stream='http://etherx.jabber.org/streams' to='${domain}'${version}>`;
}

function speaksTls({ host, port }: Place): Promise<boolean> {
  return new Promise((resolve) => {
    // Whose certificate it has does not matter: nothing is sent.
    const socket = connectTls({ host, port, rejectUnauthorized: false, timeout: PATIENCE_MS });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('secureConnect', () => end(true));
    socket.once('error', (error: NodeJS.ErrnoException) => end(/ALERT/.test(error.code ?? '')));
    for (const event of ['timeout', 'close']) socket.once(event, () => end(false));
  });
}
