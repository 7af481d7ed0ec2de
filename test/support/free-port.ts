/**
 * Free TCP ports on 127.0.0.1. They are taken below the range that the kernel uses for outgoing connections, so that a
 * server which is killed and restarted finds its port still free.
 */
import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

const LOWEST = 10_240;
const HIGHEST = 32_767;
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];
const given = new Set<number>();

/** True when nobody listens on the port, on the loopback or on any other address. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has nobody there.
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(NO_SUCH_ADDRESS.includes(code ?? '')),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on, never the same twice in one process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}

/** True when something accepts a connection on the port. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
