/** What listens on a port that is no component port: looked at, so that it can be named. */
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Service = 'http' | 'tls' | 'clients' | 'servers' | 'component' | 'silent' | 'unknown';

export interface PortAddress {
  readonly host: string;
  readonly port: number;
  readonly domain: string;
}

const PATIENCE_MS = 2_000;
const ENOUGH_BYTES = 4_096;

/** Sends what a component would send first, and looks at what comes back. */
export async function probePort(address: PortAddress): Promise<Service> {
  const service = serviceOf(await firstWords(address));
  // Many TLS servers close without a word, or wait for more.
  if (service !== 'silent' && service !== 'unknown') return service;
  return (await speaksTls(address)) ? 'tls' : service;
}

/** Pure. */
export function serviceOf(said: Buffer): Service {
  if (said.length === 0) return 'silent';
  // An alert (RFC 8446 §5.1).
  if (said[0] === 0x15 && said[1] === 0x03) return 'tls';
  const text = said.toString('latin1');
  if (/^HTTP\/|^<!doctype|^<html/i.test(text)) return 'http';
  if (/xmlns=["']jabber:component:/.test(text)) return 'component';
  if (/xmlns=["']jabber:client["']/.test(text)) return 'clients';
  if (/xmlns=["']jabber:server["']/.test(text)) return 'servers';
  return 'unknown';
}

function firstWords({ host, port, domain }: PortAddress): Promise<Buffer> {
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(said));
    };
    socket.once('connect', () => socket.write(headerTo(domain)));
    socket.on('data', (bytes: Buffer) => {
      said.push(bytes);
      if (said.reduce((sum, { length }) => sum + length, 0) > ENOUGH_BYTES) end();
      if (serviceOf(Buffer.concat(said)) !== 'unknown') end();
    });
    for (const event of ['end', 'error', 'timeout', 'close']) socket.once(event, end);
  });
}

function headerTo(domain: string): string {
  return `<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${domain}'>`;
}

function speaksTls({ host, port }: PortAddress): Promise<boolean> {
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
