/** A real Prosody on free ports with users, rooms and one external component; works as root and as any other user. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { placeOf } from './debian-13.ts';
import { prosodyConfig } from './prosody-config.ts';
import type { ProsodyConfigOptions } from './prosody-config.ts';
import { tempDir } from './temp-dir.ts';
import { castOf, portsOf, runServer } from './xmpp-server.ts';
import type { User, XmppServer, XmppServerOptions } from './xmpp-server.ts';

export interface ProsodyOptions extends XmppServerOptions, ProsodyConfigOptions {}

export async function startProsody(options: ProsodyOptions = {}): Promise<XmppServer> {
  const files = await prepareProsody(options);
  const { logFile, config, folder } = files;
  const { start } = placeOf(options.release);
  let seen = 0;
  return runServer({
    ...files,
    launch() {
      seen = logFile().length;
      return start('prosody', ['--config', config, '-F'], { cwd: folder.path });
    },
    check() {
      // Prosody lives on when somebody else has its port; the answer then came from that somebody.
      const refused = /Failed to open server port.*/.exec(logFile().slice(seen));
      if (refused) throw new Error(refused[0]);
    },
  });
}

/** Everything but the program: a folder with configuration and accounts, and where the log will be. */
export async function prepareProsody(options: ProsodyOptions) {
  const cast = castOf(options);
  const ports = await portsOf(options);
  const folder = tempDir('prosody', placeOf(options.release).root);
  const config = join(folder.path, 'prosody.cfg.lua');
  const file = join(folder.path, 'prosody.log');
  writeFileSync(config, prosodyConfig({ ...options, ...cast, ports, folder: folder.path }));
  writeAccounts(folder.path, cast.domain, cast.users);
  const logFile = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  return { kind: 'prosody' as const, cast, ports, folder, config, logFile };
}

/** `internal_plain` accounts are one small Lua file each; what is no letter or digit is written as %xx in its path. */
function writeAccounts(folder: string, domain: string, users: readonly User[]): void {
  const encode = (name: string) =>
    Buffer.from(name)
      .toString('latin1')
      .replace(/[^A-Za-z0-9]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  for (const { name, password } of users) {
    const file = join(folder, 'data', encode(domain), 'accounts', `${encode(name)}.dat`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `return {\n\t["password"] = ${JSON.stringify(password)};\n};\n`);
  }
}
