#!/usr/bin/env node
/** Starts the bridge from its settings and stops it on SIGTERM and SIGINT. */
import { startApp } from './app.ts';
import { replicaName } from './app/foundation.ts';
import { processSurroundings } from './config/environment.ts';
import { EXIT_CODE, readSettings, SettingsFault } from './config/settings.ts';
import { createLog } from './observe/pino-log.ts';

async function main(): Promise<void> {
  const { settings, warnings } = readSettings(processSurroundings());
  const log = createLog(settings.logLevel, replicaName(settings));
  for (const warning of warnings) log.warn({}, warning);
  const app = await startApp(settings, log);

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the bridge did not stop as it should');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const isFault = error instanceof SettingsFault;
  process.stderr.write(`${isFault ? error.message : String((error as Error).stack)}\n`);
  process.exit(isFault ? EXIT_CODE : 1);
});
