/**
 * A scriptable XEP-0114 server for everything that a real one would never do, or never on demand. A script is a
 * function that is run for each connection; ready ones are in fake-server-scripts.ts.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { FakeConnection } from './fake-connection.ts';
import { ArrivalList } from './inbox.ts';

export type Script = (connection: FakeConnection) => Promise<void> | void;

export interface FakeServerOptions {
  /** What happens to each connection; default: it is accepted and nothing is ever said. */
  script?: Script;
  port?: number;
}

export class FakeServer {
  /** Used for the connections that come from now on. */
  script: Script;
  /** All connections there ever were, oldest first. */
  readonly connections: ArrivalList<FakeConnection>;
  /** Scripts that threw while their connection was open. */
  readonly failures: Error[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(script: Script) {
    this.script = script;
    this.connections = new ArrivalList('the fake server');
    this.#server = createServer((socket) => this.#accept(socket));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get service(): string {
    return `xmpp://127.0.0.1:${this.port}`;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  /** Resets whatever is open and gives up the port. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.resetAndDestroy();
    });
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const connection = new FakeConnection(socket);
    this.connections.add(connection);
    Promise.resolve(connection)
      .then(this.script)
      .catch((error: unknown) => {
        // A bridge that goes away in the middle of a script is the bridge's right.
        if (!socket.destroyed) this.failures.push(error as Error);
      });
  }
}

export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const server = new FakeServer(options.script ?? (() => undefined));
  await server.listen(options.port ?? 0);
  return server;
}
