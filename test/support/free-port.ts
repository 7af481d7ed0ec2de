/**
 * Free TCP ports on 127.0.0.1. They are taken below the range that the kernel uses for outgoing connections, so that a
 * server which is killed and restarted finds its port still free.
 */
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOWEST = 10_240;
const HIGHEST = 32_767;
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];
/**
 * A file for each port that was given out, with the id of the process that has it. A port may be listened on long after
 * it was given out, and test files run in several processes.
 */
const CLAIMS = join(tmpdir(), 'stanza-bridge-test-ports');
const given = new Set<number>();

process.once('exit', () => {
  for (const port of given) rmSync(claimOf(port), { force: true });
});

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

/** A port that nobody listens on and that no other test process which still runs was given; never the same twice. */
export async function freePort(): Promise<number> {
  mkdirSync(CLAIMS, { recursive: true });
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (given.has(port) || !claim(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

const claimOf = (port: number) => join(CLAIMS, String(port));

function claim(port: number): boolean {
  try {
    writeFileSync(claimOf(port), String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isHeld(port)) return false;
    rmSync(claimOf(port), { force: true });
    return claim(port);
  }
}

/** False for a claim whose process has ended without taking it back. */
function isHeld(port: number): boolean {
  try {
    const owner = Number(readFileSync(claimOf(port), 'utf8'));
    // A file without text is being written just now.
    return owner === 0 || process.kill(owner, 0);
  } catch {
    return false;
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
