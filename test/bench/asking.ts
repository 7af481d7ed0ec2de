/** The workloads that bring something back: an IQ's answer, and what a user writes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { closedLoop } from './load.ts';
import { markerText } from './marker.ts';
import { messageXml } from './message-text.ts';
import type { Range, Workload } from './workload.ts';
import { arrivalRate, has, OWN_CPU, PATIENCE, PER_SECOND } from './workload.ts';
import { chunksOf } from './write-all.ts';

const CONNECTIONS = 16;
/** Deliveries are in order per conversation, so that one conversation would measure a single round trip. */
const CONVERSATIONS = 64;
/** A new webhook is known to every part of a system after this many ms. */
const KNOWN_MS = 500;

export const ask: Workload = {
  name: 'ask',
  about: 'IQ ping to the server per POST, 16 connections, until the last answer',
  systems: ['bare', 'memory', 'redis', 'peer'],
  against: ['bare', 'peer'],
  ratios: { [PER_SECOND]: 'more', [OWN_CPU]: 'less' },
  can: ({ ask: target }) => target !== undefined,
  async measure(_stage, system, { count, first }) {
    const load = await closedLoop(has(system.ask), {
      first,
      connections: CONNECTIONS,
      calls: count,
    });
    const { startedAt, endedAt, errors, complaint } = load;
    const rate = (count - errors) / ((endedAt - startedAt) / 1000);
    const metrics = { [PER_SECOND]: rate };
    return {
      metrics,
      done: count - errors,
      lost: 0,
      duplicates: 0,
      errors,
      ...(complaint === undefined ? {} : { complaint }),
    };
  },
};

export const hear: Workload = {
  name: 'hear',
  about: `a user writes to ${CONVERSATIONS} identities, until the last message is at the webhook's receiver`,
  systems: ['bare', 'memory', 'redis', 'peer'],
  against: ['bare', 'peer'],
  ratios: { [PER_SECOND]: 'more', [OWN_CPU]: 'less' },
  can: ({ hears }) => hears !== undefined,
  async begin(_stage, system) {
    const end = await has(system.hears).listen();
    await sleep(KNOWN_MS);
    return end;
  },
  async measure({ posts, writer }, system, range) {
    const chunks = chunksOf(stanzasTo(has(system.hears).domain, range));
    posts.expect(range.first, range.count);
    const startedAt = performance.now();
    await writer.write(chunks);
    await posts.settled(PATIENCE);
    return arrivalRate(posts, { startedAt, errors: 0 });
  },
};

function* stanzasTo(domain: string, { first, count }: Range): Generator<string> {
  for (let number = first; number < first + count; number += 1) {
    const to = `cast-${number % CONVERSATIONS}@${domain}`;
    yield messageXml({ id: String(number), to }, markerText(number));
  }
}
