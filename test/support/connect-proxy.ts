/** A proxy that carries CONNECT (RFC 9110 §9.3.6): records what it is asked for, and refuses when told to. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

interface ConnectRequest {
  /** `host:port`. */
  readonly authority: string;
  readonly headers: IncomingHttpHeaders;
}

export interface ConnectProxy {
  readonly url: string;
  readonly port: number;
  /** Every CONNECT, in order. */
  readonly asked: readonly ConnectRequest[];
  /** How a CONNECT is answered from now on; 200 makes the connection, 0 never answers. */
  answer: number;
  stop(): Promise<void>;
}

export interface ConnectProxyOptions {
  /** `user:password`; without it nobody is asked for credentials. */
  readonly credentials?: string;
  /** Makes it a proxy that is spoken to over TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where all connections are made to, whatever is asked for: the proxy's own idea of names. */
  readonly target?: { readonly host: string; readonly port: number };
}

export async function startConnectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: ConnectRequest[] = [];
  const sockets = new Set<Duplex>();
  const server: Server =
    options.tls === undefined ? createServer() : createSecureServer(options.tls);
  server.on('connect', (request: IncomingMessage, near: Duplex) => {
    sockets.add(near);
    near.on('error', () => undefined);
    const authority = request.url ?? '';
    asked.push({ authority, headers: request.headers });
    const status = isWelcome(request, options) ? proxy.answer : 407;
    if (status === 0) return;
    if (status === 200) sockets.add(carry(near, options.target ?? parse(authority)));
    else near.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 2\r\n\r\nno`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scheme = options.tls === undefined ? 'http' : 'https';
  const userinfo = options.credentials === undefined ? '' : `${options.credentials}@`;
  const proxy: ConnectProxy = {
    url: `${scheme}://${userinfo}127.0.0.1:${port}`,
    port,
    asked,
    answer: 200,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function isWelcome({ headers }: IncomingMessage, { credentials }: ConnectProxyOptions): boolean {
  if (credentials === undefined) return true;
  const wanted = Buffer.from(decodeURIComponent(credentials)).toString('base64');
  return headers['proxy-authorization'] === `Basic ${wanted}`;
}

function carry(near: Duplex, { host, port }: { host: string; port: number }): Socket {
  const far = connect(port, host, () => {
    near.write('HTTP/1.1 200 Connection established\r\n\r\n');
    near.pipe(far).pipe(near);
  });
  far.on('error', () => near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  near.on('close', () => far.destroy());
  return far;
}

function parse(authority: string): { host: string; port: number } {
  const { hostname, port } = new URL(`http://${authority}`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) };
}
