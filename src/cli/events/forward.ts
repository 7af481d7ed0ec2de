/** Passes events on to a local receiver as the bridge would: signed, and with what its answer asks for. */
import { parseJson } from '../../core/json/json.ts';
import { domainOf } from '../../core/jid/jid.ts';
import { readReply, type Reply } from '../../features/webhooks/attempt/reply.ts';
import { headersOf } from '../../features/webhooks/attempt/attempt.ts';
import { WHY_WITHHELD, withholdingOf } from '../../features/webhooks/attempt/withholding.ts';
import { formatSecret, sign, signerOf } from '../../features/webhooks/target/signature.ts';
import type { EventEnvelope } from '../../contract/schemas.ts';
import { CommandFault, EXIT, textOf, type Io, type Option, type Values } from '../command.ts';

const SECRET_BYTES = 32;
const TIMEOUT_MS = 10_000;

export const FORWARD_OPTIONS = {
  'forward-to': {
    type: 'string',
    value: 'URL',
    about: 'post to this URL like a webhook, signed',
  },
  secret: {
    type: 'string',
    value: 'SECRET',
    about: 'what to sign with, whsec_…; default: a new one, which is printed',
  },
} as const satisfies Record<string, Option>;

export interface Receiver {
  /** Posts an event once; says what came of it. Never rejects. */
  readonly post: (event: EventEnvelope) => Promise<Posted>;
}

export interface Posted {
  readonly isAccepted: boolean;
  /** For a person. */
  readonly said: string;
  readonly reply: Reply;
}

const NO_REPLY: Reply = { kind: 'none' };

/** Undefined without `--forward-to`. Tells the secret. Throws CommandFault for what is no URL or no secret. */
export function receiverOf(values: Values, io: Io): Receiver | undefined {
  const url = textOf(values, 'forward-to');
  if (url === undefined) return undefined;
  const isGood = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isGood) {
    const advice = 'write a URL, such as http://127.0.0.1:3000/hook';
    throw new CommandFault(`--forward-to ${url}: ${advice}`, EXIT.usage);
  }
  const given = textOf(values, 'secret');
  const secret = given ?? formatSecret(io.random(SECRET_BYTES));
  if (!/^wh(?:sec|sk)_[A-Za-z0-9+/=]{24,}$/.test(secret)) {
    throw new CommandFault('--secret: write whsec_ and what follows it', EXIT.usage);
  }
  if (given === undefined) io.err(`Signed with ${secret}`);
  return { post: (event) => post({ url, secret, io }, event) };
}

interface Target {
  readonly url: string;
  readonly secret: string;
  readonly io: Io;
}

/** As a webhook of the format `bridge` gets it. */
const JSON_BODY = { contentType: 'application/json' };

async function post({ url, secret, io }: Target, event: EventEnvelope): Promise<Posted> {
  const body = JSON.stringify(event);
  const at = io.now();
  const timestamp = Math.floor(at / 1_000);
  const signature = sign([signerOf(secret)], { id: event.id, timestamp, body });
  const limit = timeLimit(io.signal);
  const headers = headersOf(event.id, JSON_BODY, { at, signature });
  try {
    const init = { method: 'POST', headers, body, redirect: 'manual' } as const;
    const answered = fetch(url, { ...init, signal: limit.signal }).then(async (response) =>
      judged(event, response, await response.text()),
    );
    return await Promise.race([answered, limit.over]);
  } catch (error) {
    const { cause = error } = error as { readonly cause?: unknown };
    return { isAccepted: false, said: `failed: ${String(cause)}`, reply: NO_REPLY };
  } finally {
    limit.end();
  }
}

/**
 * `over` rejects when the time is up or the command ends.
 *
 * COMPAT: Node may collect what `AbortSignal.any` and `AbortSignal.timeout` return, and the signal of a request that `fetch`
 * made of them, so that none of them ever tells.
 */
function timeLimit(ending: AbortSignal) {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new Error(`no answer in ${TIMEOUT_MS / 1_000} s`));
  }, TIMEOUT_MS);
  const left = () => {
    limit.abort(ending.reason);
  };
  ending.addEventListener('abort', left);
  const over = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => {
      reject(limit.signal.reason as Error);
    });
  });
  if (ending.aborted) left();
  const end = () => {
    clearTimeout(timer);
    ending.removeEventListener('abort', left);
  };
  return { signal: limit.signal, over, end };
}

function judged(event: EventEnvelope, response: Response, body: string): Posted {
  const { status, headers } = response;
  if (!response.ok)
    return { isAccepted: false, said: `${status} ${body.slice(0, 200)}`.trim(), reply: NO_REPLY };
  const contentType = headers.get('content-type') ?? undefined;
  const whole = { status, contentType, retryAfter: undefined, body, isGarbled: false, cut: false };
  return { isAccepted: true, said: String(status), reply: readReply(event, whole, parseJson) };
}

/** Why a reply would not be sent, in words; undefined when it would. */
export function whyNot(event: EventEnvelope, reply: Reply): string | undefined {
  if (reply.kind === 'wrong') return `The reply was not understood: ${reply.why}.`;
  if (reply.kind !== 'messages') return undefined;
  const reason = withholdingOf(event, domainOf(event.identity));
  return reason && WHY_WITHHELD[reason];
}
