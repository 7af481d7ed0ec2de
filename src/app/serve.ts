import type { Logger as PinoLogger } from 'pino';
import type { App } from './app.ts';
import { type Command, type ExitCode, EXIT } from '../cli/command.ts';
import { usableSettings } from '../cli/usable-settings.ts';
import type { Settings } from '../config/settings.ts';
import { replicaName } from './runtime.ts';
import { createLogger } from '../observe/logger.ts';

/** The command that is the bridge itself. */
export function serveWith(
  start: (settings: Settings, logger: PinoLogger) => Promise<App>,
): Command {
  return {
    name: 'serve',
    about: 'Run the bridge until SIGTERM or SIGINT; the default command.',
    more: 'SIGUSR2 logs everything from now on; a second one goes back to BRIDGE_LOG_LEVEL.',
    async run({ io }) {
      const { settings, warnings } = usableSettings(io);
      const logger = createLogger(settings.logLevel, replicaName(settings));
      for (const warning of warnings) logger.warn({}, warning);
      // Process 1 is not ended by a signal that it does not listen to.
      const leave = () => process.exit(143);
      process.once('SIGTERM', leave);
      const app = await start(settings, logger);
      process.off('SIGTERM', leave);
      process.on('SIGUSR2', () => {
        logger.level = logger.level === 'debug' ? settings.logLevel : 'debug';
        logger.info({ logLevel: logger.level }, 'the log level was changed');
      });
      return untilStopped(app, logger);
    },
  };
}

function untilStopped(app: App, logger: PinoLogger): Promise<ExitCode> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: string) => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'stopping');
      app.stop().then(
        () => resolve(EXIT.ok),
        (error: unknown) => {
          logger.error({ err: error }, 'the bridge did not stop as it should');
          resolve(EXIT.failed);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
