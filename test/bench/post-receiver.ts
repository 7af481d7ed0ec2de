/** The consumer of webhooks on a bare socket: answers each POST with 204 at once and counts the markers in it. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { markerScanner } from './marker.ts';

export interface PostReceiver {
  readonly url: string;
  stop(): Promise<void>;
}

/** mod_rest takes a 200 for a reply, and sends one. */
const TAKEN = Buffer.from('HTTP/1.1 204 No Content\r\n\r\n');
const HEAD_END = '\r\n\r\n';

export async function startPostReceiver(found: (number: number) => void): Promise<PostReceiver> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, found: (number: number) => void): void {
  const scan = markerScanner(found);
  let bytes: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    for (let end = requestEnd(bytes); end !== undefined; end = requestEnd(bytes)) {
      scan(bytes.subarray(0, end));
      bytes = bytes.subarray(end);
      socket.write(TAKEN);
    }
  });
}

/** Where the first request ends, once it is whole. */
function requestEnd(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  // mod_rest asks which types are taken.
  if (head.startsWith('OPTIONS ')) return headEnd + HEAD_END.length;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`a POST without content-length:\n${head}`);
  const end = headEnd + HEAD_END.length + Number(length);
  return bytes.length >= end ? end : undefined;
}
