/** Messages at a steady pace, both ways, and how long each took. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BridgeProcess } from '../support/bridge-process.ts';
import { pingTarget, sendTarget, type Field } from './field.ts';
import { markerText } from './marker.ts';
import { messageXml } from './message-text.ts';
import { openLoop } from './open-loop.ts';
import type { Tally } from './tally.ts';
import { PATIENCE } from './workload.ts';

export interface Pace {
  /** Per second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface Paced {
  /** Milliseconds from when each was due to its arrival; those that never came are not among them. */
  readonly waits: Float64Array;
  readonly done: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly errors: number;
  readonly complaint?: string;
}

const CONNECTIONS = 64;
/** Deliveries are in order per conversation, so that one conversation would measure a single round trip. */
const CONVERSATIONS = 16;

/** From a POST to the XMPP client. */
export async function sendPaced(field: Field, bridge: BridgeProcess, pace: Pace): Promise<Paced> {
  const { first, count } = due(field, pace);
  field.inbox.expect(first, count);
  const schedule = { first, calls: count, rate: pace.rate, connections: CONNECTIONS };
  const load = await openLoop(sendTarget(field, bridge), schedule);
  await field.inbox.settled(PATIENCE);
  const { errors, complaint, intended } = load;
  return {
    ...outcome(field.inbox, intended, errors),
    ...(complaint !== undefined && { complaint }),
  };
}

/** From a user's stanza to the receiver of the webhook that hears this identity. */
export async function hearPaced(field: Field, identity: string, pace: Pace): Promise<Paced> {
  const { first, count } = due(field, pace);
  const { posts, writer } = field;
  posts.expect(first, count);
  const startedAt = performance.now();
  const intended = (nth: number) => startedAt + (nth * 1000) / pace.rate;
  for (let nth = 0; nth < count;) {
    const chunks: Buffer[] = [];
    for (; nth < count && intended(nth) <= performance.now(); nth += 1) {
      const to = `${identity}@bridge.${field.server.domain}/${nth % CONVERSATIONS}`;
      const xml = messageXml({ id: String(first + nth), to }, markerText(first + nth));
      chunks.push(Buffer.from(xml));
    }
    if (chunks.length > 0) await writer.write(chunks);
    await sleep(1);
  }
  await posts.settled(PATIENCE);
  return outcome(posts, intended, 0);
}

/** IQs to the server; what is counted are the bad answers. */
export async function askPaced(field: Field, bridge: BridgeProcess, pace: Pace): Promise<Paced> {
  const { first, count } = due(field, pace);
  const schedule = { first, calls: count, rate: pace.rate, connections: CONNECTIONS };
  const { errors, complaint } = await openLoop(pingTarget(field, bridge), schedule);
  const done = count - errors;
  const none = { waits: new Float64Array(0), lost: 0, duplicates: 0 };
  return { ...none, done, errors, ...(complaint !== undefined && { complaint }) };
}

function due(field: Field, { rate, seconds }: Pace): { first: number; count: number } {
  const count = Math.max(1, Math.round(rate * seconds));
  return { first: field.numbers(count), count };
}

function outcome(tally: Tally, intended: (nth: number) => number, errors: number): Paced {
  const waits = tally
    .arrivals()
    .map((at, nth) => (at === 0 ? Number.NaN : at - intended(nth)))
    .filter((wait) => !Number.isNaN(wait));
  const lost = Math.max(0, tally.arrivals().length - tally.arrived() - errors);
  return { waits, done: tally.arrived(), lost, duplicates: tally.duplicates(), errors };
}
