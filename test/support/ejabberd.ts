/**
 * A real ejabberd on free ports, with the same cast as Prosody. It is started without ejabberdctl: no epmd daemon is
 * left behind, instances cannot see each other, and it runs as any user.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from './debian-13.ts';
import { ejabberdConfig } from './ejabberd-config.ts';
import { tempDir } from './temp-dir.ts';
import { castOf, portsOf, runServer } from './xmpp-server.ts';
import type { User, XmppServer, XmppServerOptions } from './xmpp-server.ts';

export interface EjabberdOptions extends XmppServerOptions {
  /** How many messages a user may miss; ejabberd's own default is 100. */
  offlineLimit?: number;
  /** The limit on what the component sends, in bytes; ejabberd's own default is none. */
  componentStanzaLimit?: number;
  /** How many occupants a room takes; ejabberd's own default is 200. */
  maxOccupants?: number;
  /** YAML for the top level of the configuration. */
  extraConfig?: string;
  /** Further listeners, as items of a YAML list with two spaces before them. */
  listeners?: string;
  /** Further modules, as entries of a YAML map with two spaces before them. */
  modules?: string;
}

export async function startEjabberd(options: EjabberdOptions = {}): Promise<XmppServer> {
  const cast = castOf(options);
  const ports = await portsOf(options);
  const { root, start } = placeOf(options.release);
  const program = ejabberdProgram(root);
  const folder = tempDir('ejabberd', root);
  const config = join(folder.path, 'ejabberd.yml');
  const file = join(folder.path, 'ejabberd.log');
  mkdirSync(join(folder.path, 'home'));
  writeFileSync(config, ejabberdConfig({ ...options, ...cast, ports }));

  const server = await runServer({
    kind: 'ejabberd',
    cast,
    ports,
    folder,
    logFile: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
    launch: () =>
      start('erl', erlangArguments(program, folder.path), {
        cwd: folder.path,
        env: {
          ...process.env,
          HOME: join(folder.path, 'home'),
          EJABBERD_CONFIG_PATH: config,
          EJABBERD_LOG_PATH: file,
          ERL_CRASH_DUMP: join(folder.path, 'erl_crash.dump'),
        },
      }),
  });
  await register(server, cast.users).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return server;
}

/** Without a node name there is no Erlang distribution, and Mnesia finds its data again after a restart. */
function erlangArguments(program: string, folder: string): string[] {
  const database = join(folder, 'database');
  return [
    ...['-noinput', '-pa', program, '-mnesia', 'dir', `"${database}"`],
    // Idle schedulers that spin would take the core from the bridge under test.
    ...['-ejabberd', 'log_rate_limit', '10000', '+S', '2', '+sbwt', 'none', '-s', 'ejabberd'],
    // COMPAT: Mnesia writes up to two seconds late; an ejabberd that is killed then has forgotten its users.
    ...['-eval', 'spawn(fun Keep() -> timer:sleep(50), mnesia:sync_log(), Keep() end).'],
  ];
}

/** The folder of compiled modules, or undefined where ejabberd is not installed. */
export function findEjabberd(root = '/'): string | undefined {
  const usrLib = join(root, 'usr/lib');
  const libraries = readdirSync(usrLib, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(usrLib, entry.name));
  return [usrLib, ...libraries, join(root, 'opt/ejabberd/lib')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'ebin')))
    .find((folder) => existsSync(join(folder, 'ejabberd.beam')));
}

function ejabberdProgram(root: string): string {
  const program = findEjabberd(root);
  if (program === undefined) throw new Error('ejabberd is not installed');
  return program;
}

async function register(server: XmppServer, users: readonly User[]): Promise<void> {
  for (const { name: user, password } of users) {
    const response = await fetch(`http://127.0.0.1:${server.httpPort}/api/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, host: server.domain, password }),
    });
    if (!response.ok) throw new Error(`cannot register ${user}: ${await response.text()}`);
  }
}
