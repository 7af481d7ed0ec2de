import { pino, type LevelWithSilent, type Logger } from 'pino';

/** JSON lines on standard output. Fields of these names never appear, wherever they stand. */
const SECRET = ['secret', 'key', 'token', 'authorization', 'body', 'password'];

export function createLog(level: string, replica: string): Logger {
  return pino({
    level: level as LevelWithSilent,
    base: { replica },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  });
}
