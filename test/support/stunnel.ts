/** Debian's stunnel before a port: TLS from the first byte, as in front of a component port. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { answers, freePort } from './free-port.ts';
import { tempDir } from './temp-dir.ts';
import { until } from './until.ts';

export interface StunnelOptions {
  /** Where what comes out of TLS goes. */
  readonly to: number;
  /** Options of the service, such as `cert = /path`; see stunnel(8). */
  readonly options: readonly string[];
}

export interface Stunnel {
  readonly port: number;
  log(): string;
  /** Reads its certificates again, for new connections. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

export function startStunnel({ to, options }: StunnelOptions): Promise<Stunnel> {
  return startStunnelWith((port) =>
    ['[xmpp]', `accept = 127.0.0.1:${port}`, `connect = 127.0.0.1:${to}`, ...options].join('\n'),
  );
}

/** `configuration`: given the port to listen on, the sections of services. */
export async function startStunnelWith(
  configuration: (port: number) => string,
  given?: number,
): Promise<Stunnel> {
  const folder = tempDir('stunnel');
  const port = given ?? (await freePort());
  const file = join(folder.path, 'stunnel.conf');
  writeFileSync(file, `foreground = yes\npid =\ndebug = notice\n${configuration(port)}\n`);
  const child = startChild('stunnel', [file]);
  const stop = async () => {
    await child.kill();
    folder.remove();
  };
  await until(
    async () => {
      if (!child.running()) throw new Error(`stunnel ended at once:\n${child.output()}`);
      return await answers(port);
    },
    { message: () => `stunnel; it says:\n${child.output()}` },
  ).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port, log: () => child.output(), reload: () => child.kill('SIGHUP'), stop };
}
