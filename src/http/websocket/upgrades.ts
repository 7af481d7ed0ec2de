import { Server, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The upgrades of a server that are meant for WebSockets, as those of a server that never listens.
 *
 * COMPAT: a Node server with a listener for upgrades hands over every connection that offers one, and then reads no
 * body from it. HTTP clients offer `h2c` with their first request. A client whose offer is not taken gets an ordinary
 * answer (RFC 9110 §7.8).
 */
export function takeUpgrades(server: Server, paths: ReadonlySet<string>): Server {
  const taken = new Server();
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const [path = ''] = (request.url ?? '').split('?');
    const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
    if (isWebSocket && paths.has(path)) taken.emit('upgrade', request, socket, head);
    else asOrdinaryRequest(server, request, socket, head);
  });
  return taken;
}

const ABOUT_UPGRADES: ReadonlySet<string> = new Set(['connection', 'upgrade', 'http2-settings']);

/** Puts the request back, without its offer, and lets the server read it again. */
function asOrdinaryRequest(
  server: Server,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method ?? ''} ${url ?? ''} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!ABOUT_UPGRADES.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  const text = `${lines.join('\r\n')}\r\n\r\n`;
  socket.unshift(Buffer.concat([Buffer.from(text, 'latin1'), head]));
  server.emit('connection', socket);
}
