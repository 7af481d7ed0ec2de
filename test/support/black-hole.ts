/**
 * A port that swallows what comes to it, as a firewall does that drops packets: a listener that accepts nothing, with as many
 * connections waiting as it holds. Linux then drops each further SYN without an answer.
 */
import { connect, type Socket } from 'node:net';
import { startChild } from './child.ts';
import { until } from './until.ts';

const LISTENER = `const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));`;

export interface BlackHole {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startBlackHole(): Promise<BlackHole> {
  const child = startChild('node', ['-e', LISTENER]);
  const port = await until(() => Number(/^\d+$/m.exec(child.output())?.[0]) || false);
  await child.kill('SIGSTOP');
  const waiting: Socket[] = [];
  await until(async () => {
    const socket = connect({ port, host: '127.0.0.1' });
    waiting.push(socket);
    return !(await isTaken(socket));
  });
  return {
    port,
    async stop() {
      for (const socket of waiting) socket.destroy();
      await child.kill();
    },
  };
}

/** On the loopback a SYN that is not dropped is answered at once. */
function isTaken(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), 500);
    socket.on('error', () => undefined);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
