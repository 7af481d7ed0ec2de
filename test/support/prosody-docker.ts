/** The same Prosody out of the image `prosody/prosody`, for machines that have Docker and no Prosody. */
import { spawnSync } from 'node:child_process';
import { atExit } from './at-exit.ts';
import { startChild } from './child.ts';
import { prepareProsody } from './prosody.ts';
import type { ProsodyOptions } from './prosody.ts';
import { until } from './until.ts';
import { runServer } from './xmpp-server.ts';
import type { XmppServer } from './xmpp-server.ts';

const IMAGE = 'prosody/prosody';

export async function startProsodyInDocker(options: ProsodyOptions = {}): Promise<XmppServer> {
  const files = await prepareProsody({ ...options, listen: '0.0.0.0' });
  const { config, folder, ports, logFile } = files;
  const name = `stanza-bridge-prosody-${process.pid}`;
  // A container lives on when the command that started it is killed.
  const end = () => void spawnSync('docker', ['rm', '--force', name], { stdio: 'ignore' });
  const withdraw = atExit(end);
  return runServer({
    ...files,
    launch() {
      end();
      return startChild('docker', [
        ...['run', '--rm', '--name', name, '--entrypoint', 'prosody'],
        // Our own user and our own paths, so that the folder can be read in there and removed out here.
        ...['--user', `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`],
        ...['--volume', `${folder.path}:${folder.path}`],
        ...Object.values<number>({ ...ports }).flatMap((port) => [
          '-p',
          `127.0.0.1:${port}:${port}`,
        ]),
        ...[IMAGE, '--config', config],
      ]);
    },
    // Docker accepts connections on the ports before anybody in the container does.
    check: async () => {
      const active = () => /Activated service 'component'/.test(logFile());
      await until(active, { timeout: 30_000, message: () => `Prosody in Docker:\n${logFile()}` });
    },
    end() {
      withdraw();
      end();
    },
  });
}
