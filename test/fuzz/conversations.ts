/** Talks to a bridge over WebSockets as generated, and judges what comes back by the contract. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { until } from '../support/until.ts';
import { openWs, type WsClient, type WsFrame } from '../support/ws-client.ts';
import { contract } from './calls.ts';
import { faultOf, named, type Campaign, type Verdict } from './campaign.ts';
import { course, type Breach, type Course, type Message } from './frames.ts';

const AT_ONCE = 16;
const TIMEOUT_MS = 30_000;
const frameFaults = contract.schema('StreamFrame');
/** Refused, as nobody acknowledges without a name: it shows that the connection lives and changes nothing. */
const PROOF = { ref: 'proof', command: 'ack', body: { cursor: 'none' } };

type Place = Omit<Campaign, 'call'>;

/** Statuses are those of answers and problems, and the codes of closed connections. */
export async function runConversations(place: Place): Promise<Verdict> {
  const { seed, count } = place;
  const courses = fc.sample(course, { seed, numRuns: count }).values();
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  const talker = async () => {
    for (const it of courses) {
      const { seen, fault } = await follow(place, it).catch((error: unknown) => ({
        seen: [],
        fault: String(error),
      }));
      for (const status of seen) statuses[status] = (statuses[status] ?? 0) + 1;
      if (fault === undefined || faults.length === 20) continue;
      faults.push(`${fault}\n  seed ${seed}: ${JSON.stringify(it).slice(0, 1_500)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, talker));
  return { calls: count, statuses, faults };
}

interface Outcome {
  readonly seen: readonly number[];
  readonly fault: string | undefined;
}

async function follow(place: Place, it: Course): Promise<Outcome> {
  const client = await connected(place);
  try {
    return await ('breach' in it
      ? breached(client, it.breach)
      : talked(client, place, it.messages));
  } finally {
    client.cut();
  }
}

type Connected = WsClient & { readonly wire: Socket };

async function connected({ baseUrl, key }: Place): Promise<Connected> {
  let wire: Socket | undefined;
  const upgraded = ({ socket }: IncomingMessage) => (wire = socket);
  const headers = { authorization: `Bearer ${key}` };
  const client = await openWs(`${baseUrl}/v1/events/ws`, headers, upgraded);
  return { ...client, wire: wire as unknown as Socket };
}

async function breached(client: Connected, { bytes, code }: Breach): Promise<Outcome> {
  // What is sent as it is has no place in the client's own count of frames.
  if (code === undefined) client.wire.end(bytes);
  else client.wire.write(bytes);
  const closed = await ended(client);
  if (code === undefined) return { seen: [], fault: undefined };
  const fault = closed === code ? undefined : `closed with ${closed} instead of ${code}`;
  return { seen: [closed], fault };
}

async function ended(client: WsClient): Promise<number> {
  let code: number | undefined;
  void client.closed.then((closed) => ({ code } = closed));
  await until(() => code !== undefined, { timeout: TIMEOUT_MS, message: 'the end' });
  return code ?? 0;
}

async function talked(
  client: WsClient,
  place: Place,
  messages: readonly Message[],
): Promise<Outcome> {
  let closed: number | undefined;
  void client.closed.then(({ code }) => (closed = code));
  messages.forEach((message, index) => {
    say(client, message, named(message.text, place).replaceAll('REF', `r${index}`));
  });
  client.send(PROOF);
  const replies = () =>
    client.frames.received.filter(({ type }) => type === 'answer' || type === 'problem');
  const options = { timeout: TIMEOUT_MS, message: 'an answer to each frame' };
  await until(() => closed !== undefined || replies().length > messages.length, options);
  const seen = replies().map(statusOf);
  if (closed !== undefined) return { seen, fault: `closed with ${closed}` };
  const faults = client.frames.received.map((frame) => faultIn(frame, messages));
  return { seen, fault: faults.find((it) => it !== undefined) };
}

function say({ socket }: WsClient, { isBinary, fragments }: Message, text: string): void {
  const data = Buffer.from(text);
  const size = Math.ceil(data.length / fragments);
  for (let n = 0; n < fragments; n += 1) {
    const part = data.subarray(n * size, (n + 1) * size);
    socket.send(part, { binary: isBinary, fin: n === fragments - 1 });
    // Control frames may come between fragments (RFC 6455 §5.4).
    if (fragments > 2) socket.ping();
  }
}

function statusOf(frame: WsFrame): number {
  if (frame.type === 'answer') return frame.status;
  return frame.type === 'problem' ? frame.problem.status : 0;
}

function faultIn(frame: WsFrame, messages: readonly Message[]): string | undefined {
  const [fault] = frameFaults(frame);
  const text = JSON.stringify(frame);
  if (fault !== undefined) return `no frame at ${fault.pointer}, ${fault.detail}: ${text}`;
  const status = statusOf(frame);
  if (frame.type === 'problem' && status >= 500) return `a failure of the bridge: ${text}`;
  if (frame.type !== 'answer' || frame.ref === PROOF.ref) return undefined;
  const operation = messages[Number.parseInt(frame.ref.slice(1))]?.operation;
  if (operation === undefined) return `an answer to nothing: ${text}`;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return faultOf({ operation }, { status, type, text: JSON.stringify(frame.body) });
}
