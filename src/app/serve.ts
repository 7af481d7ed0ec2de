import type { Logger } from 'pino';
import type { App } from './app.ts';
import { type Command, type ExitCode, EXIT } from '../cli/command.ts';
import { usableSettings } from '../cli/usable-settings.ts';
import type { Settings } from '../config/settings.ts';
import { replicaName } from './runtime.ts';
import { createLog } from '../observe/log.ts';

/** The command that is the bridge itself. */
export function serveWith(start: (settings: Settings, log: Logger) => Promise<App>): Command {
  return {
    name: 'serve',
    about: 'Run the bridge until SIGTERM or SIGINT; this is what happens without a command.',
    more: 'SIGUSR2 logs everything from now on; a second one goes back to BRIDGE_LOG_LEVEL.',
    async run({ io }) {
      const { settings, warnings } = usableSettings(io);
      const log = createLog(settings.logLevel, replicaName(settings));
      for (const warning of warnings) log.warn({}, warning);
      // Process 1 is not ended by a signal that it does not listen to.
      const leave = () => process.exit(143);
      process.once('SIGTERM', leave);
      const app = await start(settings, log);
      process.off('SIGTERM', leave);
      process.on('SIGUSR2', () => {
        log.level = log.level === 'debug' ? settings.logLevel : 'debug';
        log.info({ logLevel: log.level }, 'the log level was changed');
      });
      return untilStopped(app, log);
    },
  };
}

function untilStopped(app: App, log: Logger): Promise<ExitCode> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: string) => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      app.stop().then(
        () => resolve(EXIT.ok),
        (error: unknown) => {
          log.error({ err: error }, 'the bridge did not stop as it should');
          resolve(EXIT.failed);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
