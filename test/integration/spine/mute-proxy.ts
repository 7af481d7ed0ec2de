/** A TCP proxy that can keep back what the server says: what is written to it arrives, and nobody learns that it did. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface MuteProxy {
  readonly port: number;
  /** The server is not heard on connections that are open now. */
  mute(): void;
  /** Ends them with a reset. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startMuteProxy(target: number): Promise<MuteProxy> {
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket }>();
  const server = createServer((near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const pair = { near: near.setNoDelay(true), far };
    pairs.add(pair);
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.once('close', () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  const reset = () => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    port,
    mute() {
      for (const { far } of pairs) far.unpipe();
    },
    reset,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        reset();
      }),
  };
}
