/**
 * The XMPP side of the lamps: one link at a time, the newest wins, and nothing outlives a restart. Speaks JSON lines:
 * `{ link }` logs in, `{ key, on, epoch }` switches a lamp, `{ key, epoch }` asks for it; the answer is `{ key, on }`.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

export interface LampRequestLine {
  readonly key: string;
  readonly on?: boolean;
  readonly epoch: number;
}

export interface LampAct extends LampRequestLine {
  /** The process that made the request. */
  readonly link: string;
}

export class LampServer {
  readonly port: number;
  /** Every request ever taken, in order. */
  readonly acts: LampAct[] = [];
  #lit = new Map<string, boolean>();
  #current: { readonly socket: Socket; readonly link: string } | undefined;
  #server: Server | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  static async start(): Promise<LampServer> {
    const server = new LampServer(await freePort());
    await server.#listen();
    return server;
  }

  /** The process that has the link now. */
  link(): string | undefined {
    return this.#current?.link;
  }

  lit(): ReadonlyMap<string, boolean> {
    return this.#lit;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#lit = new Map();
    await this.#listen();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    this.#current?.socket.destroy();
    await closed;
  }

  #listen(): Promise<void> {
    this.#server = createServer((socket) => this.#serve(socket));
    return new Promise((resolve) => void this.#server?.listen(this.port, '127.0.0.1', resolve));
  }

  #serve(socket: Socket): void {
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#current?.socket === socket) this.#current = undefined;
    });
    let link = '';
    const lines = createInterface({ input: socket });
    // It hands on the errors of the socket.
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      const request = JSON.parse(line) as LampRequestLine & { readonly link?: string };
      if (request.link !== undefined) {
        link = request.link;
        this.#current?.socket.destroy();
        this.#current = { socket, link };
      } else if (this.#current?.socket === socket) this.#obey(socket, { ...request, link });
    });
  }

  #obey(socket: Socket, act: LampAct): void {
    this.acts.push(act);
    if (act.on !== undefined) this.#lit.set(act.key, act.on);
    socket.write(`${JSON.stringify({ key: act.key, on: this.#lit.get(act.key) ?? false })}\n`);
  }
}
