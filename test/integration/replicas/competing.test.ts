/** Connections to several replicas share the events of one consumer, and a replica is killed under load. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { openWs, type WsClient } from '../../support/ws-client.ts';
import { tell } from './accounting.ts';
import type { RawUser } from './raw-user.ts';
import { openScene, type Scene } from './scene.ts';

const PEOPLE = ['juliet', 'romeo', 'nurse'];
const IDENTITIES = 8;
const MESSAGES = 600;
const QUERY = '/v1/events/ws?consumer=orders&sharing=competing&events=message.received';

interface Worker {
  readonly client: WsClient;
  /** What it was sent, in order. */
  readonly sent: readonly EventEnvelope[];
  /** Cursors of what it was told is acknowledged. */
  readonly done: ReadonlySet<string>;
  /** The cursor that it asked to acknowledge last: when its replica is killed, what became of that one is not known. */
  readonly asking: () => string | undefined;
}

const bodyOf = ({ data }: EventEnvelope) => (data as { body: string }).body;

describe.runIf(needs('prosody', 'redis'))(
  'a consumer that connections to two replicas share',
  () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene({ kind: 'prosody' });
    });
    afterAll(() => scene.close());

    /** Acknowledges each event after it was sent it, one after the other, as a worker would. */
    async function work(bridge: BridgeProcess): Promise<Worker> {
      const auth = { authorization: `Bearer ${scene.replicas.apiKey}` };
      const client = await openWs(bridge.baseUrl + QUERY, auth);
      const sent: EventEnvelope[] = [];
      const done = new Set<string>();
      let asking: string | undefined;
      let working = Promise.resolve();
      client.each((event) => {
        sent.push(event);
        const { cursor } = event;
        working = working.then(async () => {
          asking = cursor;
          const answer = await client.ask({ ref: event.id, command: 'ack', body: { cursor } });
          if (answer.status === 200) done.add(cursor);
        });
        working.catch(() => undefined);
      });
      return { client, sent, done, asking: () => asking };
    }

    it('loses nothing when one is killed, and repeats only what was not acknowledged', async () => {
      const { bridge: leader } = await scene.replicas.leader();
      // The replica that holds the link lives: what is in the socket of one that is killed is another matter.
      const [doomed, other] = scene.replicas.bridges.filter((bridge) => bridge !== leader);
      const workers = [await work(doomed!), await work(other!), await work(leader)];
      const users = await Promise.all(PEOPLE.map((name) => scene.user(name)));
      const bodies: string[] = [];
      const say = (user: RawUser, n: number) => {
        const to = `bot${n % IDENTITIES}@${scene.server.componentDomain}`;
        bodies.push(String(n));
        user.write(`<message to="${to}" type="chat"><body>${n}</body></message>`);
      };
      let killed = 0;
      for (let n = 0; n < MESSAGES; n += 1) {
        say(users[n % users.length]!, n);
        if (n % 20 === 0) await until(() => workers.some(({ sent }) => sent.length * 10 > n));
        if (n === MESSAGES / 2) {
          await until(() => workers[0]!.done.size > 0);
          killed = performance.now();
          await doomed!.kill();
        }
      }
      const unsure = (worker: Worker) => (worker === workers[0] ? worker.asking() : undefined);
      const isDone = (worker: Worker, cursor: string) =>
        worker.done.has(cursor) || cursor === unsure(worker);
      const acknowledged = () =>
        new Set(
          workers.flatMap((worker) =>
            worker.sent.filter(({ cursor }) => isDone(worker, cursor)).map(bodyOf),
          ),
        );
      await until(() => acknowledged().size === bodies.length, {
        timeout: 60_000,
        message: () => `${bodies.length} acknowledged, there are ${acknowledged().size}`,
      });
      const whole = performance.now() - killed;
      const copies = workers.flatMap(({ sent }) => sent);
      const repeated = copies.length - new Set(copies.map(({ id }) => id)).size;
      const left = workers[0]!.sent.filter(({ cursor }) => !workers[0]!.done.has(cursor));
      tell('competing consumers', {
        messages: bodies.length,
        shares: workers.map(({ sent }) => sent.length).join(' '),
        repeated,
        'left by the killed': left.length,
        'whole after the kill, ms': Math.round(whole),
      });
      // Whoever was sent an event twice was not told that its first copy is acknowledged.
      const survivors = workers.slice(1).flatMap(({ sent }) => sent);
      expect(new Set(survivors.map(({ id }) => id)).size).toBe(survivors.length);
      const doneByKilled = workers[0]!.done;
      expect(survivors.filter(({ cursor }) => doneByKilled.has(cursor))).toEqual([]);
      for (const { sent } of workers.slice(1)) expect(inOrder(sent)).toBe(true);
      expect(workers.every(({ sent }) => sent.length > 0)).toBe(true);
      for (const { client } of workers) client.cut();
    });
  },
);

/** Within each conversation, by the number that is the body. */
function inOrder(events: readonly EventEnvelope[]): boolean {
  const last = new Map<string, number>();
  return events.every((event) => {
    const before = last.get(event.conversation) ?? -1;
    last.set(event.conversation, Number(bodyOf(event)));
    return before < Number(bodyOf(event));
  });
}
