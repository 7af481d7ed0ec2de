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
import { chosenContext } from './contexts/contexts.ts';

/** Where the API is and who calls, when neither the settings of this machine nor the current context are meant. */
export const API_OPTIONS = {
  url: {
    type: 'string',
    value: 'URL',
    about: 'URL of the API; default: that of the context, or this machine',
  },
  key: { type: 'string', value: 'KEY', about: 'the API key; default: BRIDGE_API_KEY' },
  context: { type: 'string', value: 'NAME', about: 'a bridge of `context list`' },
} as const satisfies Record<string, Option>;

export interface Api {
  /** The JSON of the answer; throws CommandFault with what the bridge said. */
  call(method: string, path: string, body?: unknown, headers?: Headers): Promise<unknown>;
  /** The JSON of each line of an answer (application/x-ndjson), as it comes. Throws as `call`. */
  lines(method: string, path: string, body: unknown): AsyncIterable<unknown>;
}

type Headers = Readonly<Record<string, string>>;

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly stanzaError?: { readonly condition?: string };
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export function apiOf(values: Values, io: Io): Api {
  const { base, key } = placeOf(values, io);
  const send = (method: string, path: string, body: unknown, more: Headers = {}) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more,
    };
    const init = { method, headers, signal: io.signal };
    return fetch(base + path, {
      ...init,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw io.signal.aborted ? error : noBridge(base, error);
    });
  };
  return {
    async *lines(method, path, body) {
      const response = await send(method, path, body);
      if (!response.ok) {
        const text = await response.text();
        throw refusal(base, response.status, jsonOf(text) ?? text);
      }
      yield* linesOf(response);
    },
    async call(method, path, body, more) {
      const response = await send(method, path, body, more);
      const text = await response.text();
      const json = jsonOf(text);
      if (!response.ok) throw refusal(base, response.status, json ?? text);
      if (json === undefined && text !== '')
        throw new CommandFault(notOurs(base), EXIT.unavailable);
      return json;
    },
  };
}

async function* linesOf({ body }: Response): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body ?? []) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as unknown;
  }
}

/** Options, then a context that is named, then the settings of this machine, then the current context. */
function placeOf(values: Values, io: Io): { readonly base: string; readonly key: string } {
  const { texts } = findTexts(io);
  const [url, key, named] = ['url', 'key', 'context'].map((name) => textOf(values, name));
  const isLocal = texts.has('apiKey') && named === undefined;
  const context = isLocal || (url && key) ? undefined : chosenContext(io, named);
  const who = key ?? context?.key ?? texts.get('apiKey');
  if (who === undefined) throw new CommandFault(NO_KEY, EXIT.usage);
  const here = `http://127.0.0.1:${texts.get('httpPort') ?? SETTINGS.httpPort.default}`;
  return { base: baseUrl(url ?? context?.url ?? here), key: who };
}

const NO_KEY =
  'No API key: give --key, or set BRIDGE_API_KEY, or keep one with stanza-bridge context set';

/** Without a slash at its end. Throws CommandFault unless it is an HTTP URL. */
export function baseUrl(url: string): string {
  const isGood = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (isGood) return url.replace(/\/+$/, '');
  throw new CommandFault(`--url ${url}: write a URL, such as http://127.0.0.1:8080`, EXIT.usage);
}

function noBridge(base: string, error: unknown): CommandFault {
  const { cause = error } = error as { readonly cause?: unknown };
  const { code = '' } = cause as { readonly code?: unknown };
  const advice = isUntrusted(String(code))
    ? 'its certificate is not one that Node trusts: name the file of its authority in NODE_EXTRA_CA_CERTS'
    : 'start it (stanza-bridge serve), or give --url';
  return new CommandFault(
    `No bridge is reachable at ${base} (${String(cause)}); ${advice}`,
    EXIT.unavailable,
  );
}

/** Codes of OpenSSL for a certificate that no known authority vouches for. */
function isUntrusted(code: string): boolean {
  return /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF))/.test(code);
}

const notOurs = (base: string) => `The server at ${base} is not a bridge; give --url`;

const CODES: Readonly<Partial<Record<number, ExitCode>>> = {
  401: EXIT.refused,
  403: EXIT.refused,
  502: EXIT.unavailable,
  503: EXIT.unavailable,
  504: EXIT.unavailable,
};

function refusal(base: string, status: number, answer: unknown): CommandFault {
  const exitCode = CODES[status] ?? EXIT.failed;
  if (!isProblem(answer)) return new CommandFault(strangeAnswer(base, status, answer), exitCode);
  const { title = 'Problem', detail = '', code = '', errors = [], stanzaError } = answer;
  const faults = errors.filter(({ detail: what }) => !detail.endsWith(what));
  // Of a single fault the sentence is that of the problem; where it is may be said in the fault alone.
  const [only] = errors;
  const where = only?.detail === detail && only.pointer !== '' ? `${only.pointer}: ` : '';
  const lines = [
    `${title} (${status} ${code}): ${where}${detail}`,
    ...faults.map(({ pointer, detail: what }) => `  ${pointer}: ${what}`),
    ...(stanzaError?.condition ? [`More: stanza-bridge explain ${stanzaError.condition}`] : []),
    ...(status === 401 ? ['Give --key, or set BRIDGE_API_KEY to a key of this bridge.'] : []),
  ];
  return new CommandFault(lines.join('\n'), exitCode, answer);
}

/** Each problem of a bridge has a code; a proxy, or a server of another kind, answers with something else. */
function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer;
}

const AT_MOST = 200;

function strangeAnswer(base: string, status: number, answer: unknown): string {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const title = /<title>([^<]*)/i.exec(text)?.[1];
  const said = `${base} answered ${status}, and not as a bridge does: ${(title ?? text).trim().slice(0, AT_MOST)}`;
  const advice =
    CODES[status] === EXIT.unavailable
      ? 'If that is a proxy, it does not reach the bridge: see that the bridge runs, and the address that the proxy has of it.'
      : 'Is it the API of a bridge? Give --url';
  return `${said}\n${advice}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
