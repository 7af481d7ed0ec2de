/**
 * Where the parts of the bridge tell what happened: fields for programs, one sentence for a person. Pino fits it.
 * Never a secret, never a body, never an API key.
 */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
