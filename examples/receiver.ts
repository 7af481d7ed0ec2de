/** Receives events from the bridge: believes only what is signed, takes each event once, and answers messages. */
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

const SECRET = process.env['WEBHOOK_SECRET'] ?? '';
if (!/^(whsec|whpk)_/.test(SECRET)) {
  console.error(
    'WEBHOOK_SECRET is not what signs a webhook (whsec_… or whpk_…); POST /v1/webhooks returns it',
  );
  process.exit(1);
}
const PORT = Number(process.env['PORT'] ?? 8000);
const TOLERANCE_SECONDS = 5 * 60;
const MAX_BYTES = 1024 * 1024;

/** As much as is needed here; `openapi-typescript` makes all types from the bridge's `/openapi.json`. */
interface Event {
  readonly id: string;
  readonly type: string;
  readonly data: {
    readonly type?: string;
    readonly from?: string;
    readonly body?: string;
    readonly self?: boolean;
    readonly history?: boolean;
  };
}

/** Ids of events that were taken. A real receiver keeps them where it keeps what it made of the events. */
const taken = new Set<string>();

/** What the bridge is to send in reply. */
function answerTo({ type, data }: Event): object | undefined {
  if (type !== 'message.received' || data.body === undefined) return undefined;
  // An error is never answered (RFC 6120 §8.3.1). What an identity of the bridge said, and what was said earlier, would
  // make bots answer themselves, each other and the past. The bridge would not send such answers anyway.
  if (data.type === 'error' || data.self || data.history) return undefined;
  return { messages: [{ body: `You said: ${data.body}` }] };
}

/** Whether one of the signatures holds for the body, and is of now. */
function isSigned(headers: IncomingMessage['headers'], body: Buffer): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age <= TOLERANCE_SECONDS)) return false;
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const signatures = String(headers['webhook-signature']).split(' ');
  return signatures.some((signature) => holds(signature, content));
}

function holds(signature: string, content: Buffer): boolean {
  const [version, base64 = ''] = signature.split(',');
  const given = Buffer.from(base64, 'base64');
  const key = Buffer.from(SECRET.slice(SECRET.indexOf('_') + 1), 'base64');
  if (version === 'v1' && SECRET.startsWith('whsec_')) {
    const made = createHmac('sha256', key).update(content).digest();
    return given.length === made.length && timingSafeEqual(given, made);
  }
  if (version !== 'v1a' || !SECRET.startsWith('whpk_')) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  return verify(null, content, createPublicKey({ key: jwk, format: 'jwk' }), given);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) throw new Error('the body is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The status and the answer. 2xx says that the event is taken; anything else, and it comes again. */
async function receive(request: IncomingMessage): Promise<[number, object?]> {
  if (request.method !== 'POST') return [405];
  const body = await read(request);
  if (!isSigned(request.headers, body)) return [401];
  const event = JSON.parse(body.toString()) as Event;
  if (taken.has(event.id)) return [204];
  taken.add(event.id);
  const answer = answerTo(event);
  return answer === undefined ? [204] : [200, answer];
}

const server = createServer((request, response) => {
  receive(request).then(
    ([status, answer]) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(answer && JSON.stringify(answer));
    },
    () => response.writeHead(500).end(),
  );
});

server.listen(PORT, '127.0.0.1', () => {
  console.log(`listening on ${PORT}`);
});
