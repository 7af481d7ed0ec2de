/**
 * A TCP proxy that misbehaves on demand: swallows, delays, slices, throttles, resets. It stands between the bridge and
 * a server and is switched while both run.
 */
import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { until } from './until.ts';

export type ProxyMode =
  | { kind: 'pass' }
  /** Accepts and says nothing: bytes and closes of both sides are held back, and released by the next mode. */
  | { kind: 'black-hole' }
  /** Each chunk waits, and those behind it wait for it: so many chunks in a second at most. */
  | { kind: 'latency'; ms: number }
  /** A long wire: each chunk arrives so much later, however many are on the way. */
  | { kind: 'delay'; ms: number }
  /** Cuts into packets of `bytes` (default 1). */
  | { kind: 'slice'; bytes?: number }
  | { kind: 'limit'; bytesPerSecond: number }
  /** What the target is told arrives, what it says is dropped: nobody learns what became of a request. */
  | { kind: 'drop-answers' }
  /** Every new connection is reset at once. */
  | { kind: 'refuse' };

export interface TcpProxy {
  readonly port: number;
  mode: ProxyMode;
  /** How many connections it ever accepted. */
  accepted(): number;
  open(): number;
  /** Tells what the near side sends from now on. */
  listenToNear(hear: (chunk: Buffer) => void): void;
  /** Ends all connections with a reset, on both sides. */
  reset(): void;
  stop(): Promise<void>;
}

/**
 * `target`: a port, or what tells it for each connection. `listen`: called for each connection, gives what hears the
 * target's bytes before they are carried on.
 */
export async function startTcpProxy(
  target: number | (() => number),
  mode?: ProxyMode,
  listen?: () => (chunk: Buffer) => void,
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let hearNear: (chunk: Buffer) => void = () => undefined;
  const reset = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    accepted += 1;
    if (proxy.mode.kind === 'refuse') return near.resetAndDestroy();
    const port = typeof target === 'number' ? target : target();
    const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay(true));
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    void carry(
      near,
      far,
      () => (proxy.mode.kind === 'drop-answers' ? PASS : proxy.mode),
      (chunk) => hearNear(chunk),
    );
    void carry(far, near, () => proxy.mode, listen?.());
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const proxy: TcpProxy = {
    port,
    mode: mode ?? { kind: 'pass' },
    accepted: () => accepted,
    open: () => sockets.size / 2,
    listenToNear: (hear) => (hearNear = hear),
    reset,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        proxy.mode = { kind: 'pass' };
        reset();
      }),
  };
  return proxy;
}

const PASS: ProxyMode = { kind: 'pass' };

/** Carries one direction, chunk by chunk in order; an end and a loss travel behind the data, like on a real wire. */
async function carry(
  from: Socket,
  to: Socket,
  mode: () => ProxyMode,
  hear?: (chunk: Buffer) => void,
): Promise<void> {
  let lost = false;
  let onTheWay = Promise.resolve();
  try {
    for await (const chunk of from) {
      hear?.(chunk as Buffer);
      const before = onTheWay;
      const now = mode();
      const wait = now.kind === 'delay' ? sleep(now.ms) : undefined;
      onTheWay = Promise.all([before, wait]).then(() => deliver(chunk as Buffer, to, mode));
      if (wait === undefined) await onTheWay;
    }
  } catch {
    lost = true;
  }
  await onTheWay;
  await opened(mode, to);
  if (lost) to.resetAndDestroy();
  else to.end();
}

async function deliver(chunk: Buffer, to: Socket, mode: () => ProxyMode): Promise<void> {
  await opened(mode, to);
  const now = mode();
  if (now.kind === 'drop-answers') return;
  if (now.kind === 'latency') await sleep(now.ms);
  const size = sizeOf(now, chunk);
  for (let at = 0; at < chunk.length && !to.destroyed; at += size) {
    const piece = chunk.subarray(at, at + size);
    await new Promise((done) => to.write(piece, done));
    if (now.kind === 'slice') await turn();
    if (now.kind === 'limit') await sleep((piece.length / now.bytesPerSecond) * 1000);
  }
}

function sizeOf(mode: ProxyMode, chunk: Buffer): number {
  if (mode.kind === 'slice') return mode.bytes ?? 1;
  if (mode.kind === 'limit') return Math.max(1, Math.ceil(mode.bytesPerSecond / 50));
  return chunk.length;
}

async function opened(mode: () => ProxyMode, to: Socket): Promise<void> {
  await until(() => to.destroyed || mode().kind !== 'black-hole', {
    timeout: 3_600_000,
    interval: 5,
  });
}
