/** The bridge's own HTTP API, as the commands call it. */
import { findTexts } from '../config/sources.ts';
import { SETTINGS } from '../config/settings-table.ts';
import { CommandFault, EXIT, textOf, type Io, type Option, type Values } from './command.ts';

/** Where the API is and who calls, when the settings of this machine do not say. */
export const API_OPTIONS = {
  url: { type: 'string', value: 'URL', about: 'the API; default: the port of the settings, here' },
  key: { type: 'string', value: 'KEY', about: 'the API key; default: BRIDGE_API_KEY' },
} as const satisfies Record<string, Option>;

export interface Api {
  /** The JSON of the answer; throws CommandFault with what the bridge said. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export function apiOf(values: Values, io: Io): Api {
  const { texts } = findTexts(io);
  const key = textOf(values, 'key') ?? texts.get('apiKey');
  const port = texts.get('httpPort') ?? SETTINGS.httpPort.default;
  const base = (textOf(values, 'url') ?? `http://127.0.0.1:${port}`).replace(/\/$/, '');
  if (key === undefined) {
    throw new CommandFault('No API key: give --key, or set BRIDGE_API_KEY', EXIT.usage);
  }
  return {
    async call(method, path, body) {
      const headers = {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      const init = { method, headers, signal: io.signal };
      const response = await fetch(base + path, {
        ...init,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }).catch((error: unknown) => {
        throw io.signal.aborted ? error : noBridge(base, error);
      });
      const text = await response.text();
      if (!response.ok) throw new CommandFault(refusal(response.status, text));
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    },
  };
}

function noBridge(base: string, error: unknown): CommandFault {
  const { cause = error } = error as { readonly cause?: unknown };
  return new CommandFault(`No bridge answers at ${base} (${String(cause)}); give --url`);
}

function refusal(status: number, text: string): string {
  const problem = problemOf(text);
  if (problem === undefined) return `The bridge answered ${status}: ${text.slice(0, 200)}`;
  const { title = `status ${status}`, detail = '', code = '', errors = [] } = problem;
  const faults = errors.map(({ pointer, detail: what }) => `  ${pointer}: ${what}`);
  return [`${title} (${status} ${code}): ${detail}`, ...faults].join('\n');
}

function problemOf(text: string): Problem | undefined {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return undefined;
  }
}
