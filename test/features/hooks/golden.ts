/** Payloads as their senders document them, and what is made of each. */
import { readdirSync, readFileSync } from 'node:fs';
import type { DialectName } from '../../../src/features/hooks/dialects/table.ts';
import type { Payload } from '../../../src/features/hooks/render/delivery.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';

export interface Golden {
  readonly dialect: DialectName;
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or the body as text. */
  readonly payload?: unknown;
  readonly body?: string;
  /** The lines of the message. */
  readonly message: readonly string[];
}

const FOLDER = new URL('golden/', import.meta.url);

/** Of all dialects: a file for each. */
export function goldens(): readonly Golden[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const dialect = file.slice(0, -'.json'.length) as DialectName;
      const list = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as readonly Omit<
        Golden,
        'dialect'
      >[];
      return list.map((golden) => ({ dialect, ...golden }));
    });
}

export function bodyOf({ body, payload }: Pick<Golden, 'body' | 'payload'>): string {
  return body ?? JSON.stringify(payload);
}

export function headersOf({ headers, body }: Golden): Readonly<Record<string, string>> {
  return { 'content-type': body === undefined ? 'application/json' : 'text/plain', ...headers };
}

export function payloadOf(golden: Golden): Payload {
  const headers = Object.fromEntries(
    Object.entries(headersOf(golden)).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const body = new TextEncoder().encode(bodyOf(golden));
  return readPayload({ headers, query: golden.query ?? {}, body });
}
