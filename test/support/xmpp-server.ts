/** What tests know of a real XMPP server, the same for Prosody and ejabberd: its cast, its ports, its life. */
import type { Child } from './child.ts';
import type { Release } from './debian-13.ts';
import { answers, freePorts } from './free-port.ts';
import type { TempDir } from './temp-dir.ts';
import { until } from './until.ts';

export interface User {
  name: string;
  password: string;
}

export interface Ports {
  c2s: number;
  component: number;
  http: number;
}

export interface XmppServerOptions {
  /** Default `example.org`. Rooms are on `rooms.<domain>`. */
  domain?: string;
  /** The component's domain; default `bridge.<domain>`. */
  component?: string;
  secret?: string;
  /** Default: juliet, romeo, nurse and mercutio, each with the password `<name>-pw`. */
  users?: readonly User[];
  ports?: Partial<Ports>;
  /** Whose program runs; default: this machine's own. */
  release?: Release;
}

export interface Cast {
  readonly domain: string;
  readonly componentDomain: string;
  readonly roomsDomain: string;
  readonly secret: string;
  readonly users: readonly User[];
}

export interface XmppServer extends Cast {
  readonly kind: 'prosody' | 'ejabberd';
  readonly c2sPort: number;
  readonly componentPort: number;
  readonly httpPort: number;
  /** The component listener as a URL: `xmpp://127.0.0.1:<port>`. */
  readonly service: string;
  /** Where its configuration and its data are, until it is stopped. */
  readonly folder: string;
  pid(): number;
  log(): string;
  /** Resolves when it is dead (SIGKILL, the default, SIGTERM, SIGINT) or signalled (SIGSTOP, SIGCONT). */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** The same ports and the same data; kills what still runs. Resolves when the ports answer. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const CAST: readonly User[] = ['juliet', 'romeo', 'nurse', 'mercutio'].map((name) => ({
  name,
  password: `${name}-pw`,
}));

export function castOf(options: XmppServerOptions): Cast {
  const domain = options.domain ?? 'example.org';
  return {
    domain,
    componentDomain: options.component ?? `bridge.${domain}`,
    roomsDomain: `rooms.${domain}`,
    secret: options.secret ?? 's3cret',
    users: options.users ?? CAST,
  };
}

export async function portsOf(options: XmppServerOptions): Promise<Ports> {
  const [c2s = 0, component = 0, http = 0] = await freePorts(3);
  return { c2s, component, http, ...options.ports };
}

export interface ServerProgram {
  kind: XmppServer['kind'];
  cast: Cast;
  ports: Ports;
  folder: TempDir;
  /** Starts the program; called again for every restart. */
  launch(): Child;
  /** What the server wrote to its log files. */
  logFile(): string;
  /** Throws when the server answers, but not as it should. */
  check?(): void | Promise<void>;
  /** Ends what does not end with the child. */
  end?(): void;
}

/** Brings the program up and gives it the shape that tests know. */
export async function runServer(program: ServerProgram): Promise<XmppServer> {
  const { kind, cast, ports, folder } = program;
  let child: Child;
  const log = () => program.logFile() + child.output();
  const start = async () => {
    child = program.launch();
    try {
      await listening(child, Object.values(ports) as number[], log);
      await program.check?.();
    } catch (error) {
      await child.kill();
      throw error;
    }
  };
  const stop = async () => {
    // Its data goes with it, so there is nothing to wait for.
    await child.kill();
    program.end?.();
    folder.remove();
  };
  await start().catch((error: unknown) => {
    folder.remove();
    throw error;
  });
  return {
    kind,
    ...cast,
    c2sPort: ports.c2s,
    componentPort: ports.component,
    httpPort: ports.http,
    service: `xmpp://127.0.0.1:${ports.component}`,
    folder: folder.path,
    pid: () => child.pid,
    log,
    kill: (signal) => child.kill(signal),
    async restart() {
      await child.kill();
      await start();
    },
    stop,
  };
}

/** Waits until all ports answer; a child that dies instead ends the wait with its log. */
async function listening(child: Child, ports: readonly number[], log: () => string): Promise<void> {
  for (const port of ports) {
    const answering = async () => {
      if (!child.running()) throw new Error(`the server ended at once:\n${log()}`);
      return await answers(port);
    };
    const message = () => `port ${port} to answer; log:\n${log()}`;
    await until(answering, { timeout: 30_000, message });
  }
}
