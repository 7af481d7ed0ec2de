import { pino, type LevelWithSilent, type Logger as PinoLogger } from 'pino';

/**
 * Where the parts of the bridge tell what happened: fields for programs, one sentence for a person. Pino fits it.
 * Never a secret, never a body, never an API key. What a field is called: docs/operating.md.
 */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Left out, debug is off. */
  isLevelEnabled?(level: string): boolean;
}

/** To be asked first where stanzas come by the thousand: what is not logged is not put together either. */
export function isDebug(logger: Logger): boolean {
  return logger.isLevelEnabled?.('debug') === true;
}

/** JSON lines on standard output. Fields of these names never appear, wherever they stand. */
const SECRET = ['secret', 'key', 'token', 'authorization', 'body', 'password'];

export function createLogger(level: string, replica: string): PinoLogger {
  return pino({
    level: level as LevelWithSilent,
    base: { replica },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  });
}
