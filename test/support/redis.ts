/** Real Redis servers on free ports: a single one here, a cluster and a sentinel set in redis-sets.ts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { redisCommand } from './redis-command.ts';
import { tempDir } from './temp-dir.ts';
import { until } from './until.ts';

export interface RedisOptions {
  /** Write every command to disk before it is answered, so that a kill loses nothing; default true. */
  appendonly?: boolean;
  port?: number;
  /** Further settings, as on the command line: `{ 'maxmemory-policy': 'allkeys-lru' }`. */
  settings?: Record<string, string>;
  env?: Record<string, string>;
}

export interface RedisServer {
  /** `redis://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  pid(): number;
  log(): string;
  /** Resolves when it is dead, or for SIGSTOP and SIGCONT when signalled. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** The same port and the same data; kills what still runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const folder = tempDir('redis');
  let child: Child;
  const start = async () => {
    child = startChild('redis-server', settingsOf(options, port, folder.path), {
      cwd: folder.path,
      env: { ...process.env, ...options.env },
    });
    await answering(child, port);
  };
  const stop = async () => {
    await child.kill();
    folder.remove();
  };
  await start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: () => child.pid,
    log: () => child.output(),
    kill: (signal) => child.kill(signal),
    async restart() {
      await child.kill();
      await start();
    },
    stop,
  };
}

function settingsOf(options: RedisOptions, port: number, folder: string): string[] {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const settings: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    save: '',
    dir: data,
    appendonly: options.appendonly === false ? 'no' : 'yes',
    appendfsync: 'always',
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** Waits until the server takes commands: after a restart it first loads its data. */
export async function answering(child: Child, port: number): Promise<void> {
  await until(
    async () => {
      if (!child.running()) throw new Error(`redis ended at once:\n${child.output()}`);
      const answer = await redisCommand(port, 'PING').catch(String);
      return answer.startsWith('+PONG');
    },
    { timeout: 20_000, message: () => `redis on ${port} to answer:\n${child.output()}` },
  );
}
