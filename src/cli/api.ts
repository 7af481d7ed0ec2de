/** The bridge's own HTTP API, as the commands call it. */
import { findTexts } from '../config/sources.ts';
import { SETTINGS } from '../config/settings-table.ts';
import {
  CommandFault,
  EXIT,
  textOf,
  type ExitCode,
  type Io,
  type Option,
  type Values,
} from './command.ts';

/** Where the API is and who calls, when the settings of this machine do not say. */
export const API_OPTIONS = {
  url: {
    type: 'string',
    value: 'URL',
    about: 'URL of the API; default: this machine, port from the settings',
  },
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
  const base = baseOf(textOf(values, 'url'), texts.get('httpPort') ?? SETTINGS.httpPort.default);
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
      const json = jsonOf(text);
      if (!response.ok) throw refusal(response.status, json ?? text);
      if (json === undefined && text !== '')
        throw new CommandFault(notOurs(base), EXIT.unavailable);
      return json;
    },
  };
}

function baseOf(url: string | undefined, port: string): string {
  if (url === undefined) return `http://127.0.0.1:${port}`;
  const isGood = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (isGood) return url.replace(/\/+$/, '');
  throw new CommandFault(`--url ${url}: write a URL, such as http://127.0.0.1:${port}`, EXIT.usage);
}

function noBridge(base: string, error: unknown): CommandFault {
  const { cause = error } = error as { readonly cause?: unknown };
  const advice = 'start it (stanza-bridge serve), or give --url';
  return new CommandFault(
    `No bridge is reachable at ${base} (${String(cause)}); ${advice}`,
    EXIT.unavailable,
  );
}

const notOurs = (base: string) => `The server at ${base} is not a bridge; give --url`;

const CODES: Readonly<Partial<Record<number, ExitCode>>> = {
  401: EXIT.refused,
  403: EXIT.refused,
  502: EXIT.unavailable,
  503: EXIT.unavailable,
  504: EXIT.unavailable,
};

function refusal(status: number, answer: unknown): CommandFault {
  const exitCode = CODES[status] ?? EXIT.failed;
  if (typeof answer !== 'object' || answer === null) {
    const said = `It answered ${status}: ${String(answer).slice(0, 200)}`;
    return new CommandFault(`${said}\nIs it the API of a bridge? Give --url`, exitCode);
  }
  const { title = 'Problem', detail = '', code = '', errors = [] }: Problem = answer;
  const faults = errors.filter(({ detail: what }) => !detail.endsWith(what));
  // Of a single fault the sentence is that of the problem; where it is may be said in the fault alone.
  const [only] = errors;
  const where = only?.detail === detail && only.pointer !== '' ? `${only.pointer}: ` : '';
  const lines = [
    `${title} (${status} ${code}): ${where}${detail}`,
    ...faults.map(({ pointer, detail: what }) => `  ${pointer}: ${what}`),
    ...(status === 401 ? ['Give --key, or set BRIDGE_API_KEY to a key of this bridge.'] : []),
  ];
  return new CommandFault(lines.join('\n'), exitCode, answer);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
