/** Many devices asked in one call: 100 slixmpp devices, of which three refuse and two are silent, over three replicas. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askMany } from '../../../client/src/batch.ts';
import type {
  EventEnvelope,
  IqBatch,
  IqBatchLine,
  PresencePage,
} from '../../../src/contract/schemas.ts';
import { runCommand } from '../../support/cli-run.ts';
import { needs } from '../../support/need.ts';
import { accountsOf, devicesOf, startFleet, type Fleet } from '../../support/slixmpp-fleet.ts';
import { until } from '../../support/until.ts';
import { openScene, type Scene } from '../replicas/scene.ts';
import { SERVERS } from '../spine/stage.ts';
import { describeAtOnce } from '../../support/at-once.ts';

const REFUSING = [7, 42, 99];
const SILENT = [0, 63];
const DEVICES = devicesOf(100, (index) =>
  REFUSING.includes(index) ? 'refuse' : SILENT.includes(index) ? 'silent' : 'answer',
);
const IDENTITY = 'ops@bridge.example.org';
const CONFIG = { name: 'config', namespace: 'urn:verona:device', children: ['interval=60'] };
const PUSH = { from: 'ops', type: 'set' as const, extensions: [CONFIG] };

const ofIndex = (lines: readonly IqBatchLine[], index: number) =>
  lines.find((line) => line.index === index);

describeAtOnce(
  SERVERS.filter(({ kind }) => needs(kind, 'redis', 'slixmpp')),
  'with $kind',
  ({ kind }) => {
    let scene: Scene;
    let fleet: Fleet;

    beforeAll(async () => {
      scene = await openScene({ kind, users: accountsOf(DEVICES) });
      const identity = { contacts: { accept: 'all', subscribeBack: true } };
      const { status, text } = await scene.api.call('PUT', '/v1/identities/ops', identity);
      expect(status, text).toBe(200);
      fleet = await startFleet(scene.server, DEVICES, IDENTITY);
    }, 180_000);
    afterAll(async () => {
      await fleet.stop();
      await scene.close();
    });

    /** A replica that has no link: it asks over that of another one. */
    async function follower() {
      const { bridge } = await scene.replicas.leader();
      return scene.replicas.bridges.find((it) => it.running() && it !== bridge)!;
    }

    async function* batch(
      body: IqBatch,
      options: { idempotencyKey?: string; signal?: AbortSignal } = {},
    ): AsyncGenerator<IqBatchLine> {
      const { baseUrl } = await follower();
      yield* askMany({ baseUrl, key: scene.replicas.apiKey, ...options }, body);
    }
    async function whole(...args: Parameters<typeof batch>): Promise<IqBatchLine[]> {
      const lines: IqBatchLine[] = [];
      for await (const line of batch(...args)) lines.push(line);
      return lines;
    }

    it('a configuration reaches 100 devices, and each line tells what became of it', async () => {
      const lines = await whole({ to: fleet.jids, iq: PUSH, timeout: 2 });
      expect(lines.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...DEVICES.keys()]);
      expect(lines.every((line) => line.of === 100 && line.to === fleet.jids[line.index])).toBe(
        true,
      );
      const indexes = (outcome: IqBatchLine['outcome']) =>
        lines.filter((line) => line.outcome === outcome).map(({ index }) => index);
      expect(indexes('error').sort((a, b) => a - b)).toEqual(REFUSING);
      expect(indexes('timeout').sort((a, b) => a - b)).toEqual(SILENT);
      expect(indexes('result')).toHaveLength(95);
      expect(ofIndex(lines, 42)).toMatchObject({
        problem: {
          code: 'stanza-error',
          status: 403,
          stanzaError: { condition: 'not-allowed', text: 'locked' },
        },
      });
      expect(ofIndex(lines, 63)).toMatchObject({ problem: { code: 'iq-timeout', status: 504 } });
      expect(ofIndex(lines, 1)).toMatchObject({
        answer: { from: fleet.jids[1], type: 'result', extensions: [CONFIG] },
      });
      // The two that say nothing were waited for last.
      expect(lines.slice(-2).map(({ outcome }) => outcome)).toEqual(['timeout', 'timeout']);
      expect(fleet.heard.filter(({ xml }) => xml.includes('interval=60'))).toHaveLength(100);
    });

    it('whoever of the contacts is there is asked, by group too', async () => {
      const path = '/v1/identities/ops';
      await until(async () => {
        const { json } = await scene.api.get(`${path}/presences?available=true&limit=1000`);
        return (json as PresencePage).items.length === 100;
      });
      for (const index of [1, 2, 3]) {
        const contact = `${path}/contacts/${DEVICES[index]!.name}@example.org`;
        const groups = { want: 'both', groups: ['floor-3'] };
        const { status, text } = await scene.api.call('PUT', contact, groups);
        expect(status, text).toBe(200);
      }
      const iq = { type: PUSH.type, extensions: PUSH.extensions };
      const all = await whole({ to: { contactsOf: 'ops' }, iq, timeout: 1 });
      expect(all.map(({ to }) => to).sort()).toEqual([...fleet.jids].sort());
      expect(all.filter(({ outcome }) => outcome === 'result')).toHaveLength(95);
      const floor = await whole({ to: { contactsOf: 'ops', groups: ['floor-3'] }, iq });
      expect(floor.map(({ to }) => to).sort()).toEqual(fleet.jids.slice(1, 4));
      const { json } = await scene.api.get(`${path}/presences?available=true&groups=floor-3`);
      expect((json as PresencePage).items).toHaveLength(3);
      expect(await whole({ to: { contactsOf: 'ops', domains: ['example.com'] }, iq })).toEqual([]);
      // That they were declared changed nothing between them and the identity.
      const events = await scene.api.get('/v1/events?limit=1000&events=contact.changed&order=desc');
      const { items } = events.json as { readonly items: readonly EventEnvelope[] };
      expect(items.filter(({ data }) => JSON.stringify(data).includes('none'))).toEqual([]);
    });

    it('the command line shows what became of each', async () => {
      const { baseUrl } = await follower();
      const api = ['--url', baseUrl, '--key', scene.replicas.apiKey];
      const payload = ['--payload', JSON.stringify({ extensions: [CONFIG] }), '--type', 'set'];
      const to = ['--to', [fleet.jids[1], fleet.jids[7]].join()];
      const { code, out } = await runCommand(['iq', 'batch', ...to, ...payload, ...api]);
      expect(code).toBe(1);
      const lines = out.trim().split('\n').sort();
      expect(lines[0]).toMatch(/^device-001.* {2}result {2}.*interval=60/);
      expect(lines[1]).toMatch(/^device-007.* {2}error {2}.*locked/);
    });

    it('a request for each address is checked alone', async () => {
      const [silent, good, other] = fleet.jids;
      const lines = await whole({
        requests: [
          { to: good, type: 'set', extensions: [CONFIG] },
          { to: other, ping: {} },
          { to: 'nurse nurse', ping: {} },
          { to: good, pong: {} },
          { to: good, from: 'tybalt@elsewhere.example', ping: {} },
          { to: silent, type: 'set', extensions: [CONFIG] },
        ],
        timeout: 1,
      });
      expect(
        [0, 1, 2, 3, 4, 5].map((index) => {
          const line = ofIndex(lines, index)!;
          return 'problem' in line ? [line.problem.code, line.sent] : line.outcome;
        }),
      ).toEqual([
        ...['result', 'result', ['invalid-address', false], ['invalid-request', false]],
        ...[
          ['identity-forbidden', false],
          ['iq-timeout', undefined],
        ],
      ]);
    });

    it('a retry under the same Idempotency-Key asks nobody again', async () => {
      const mark = { ...CONFIG, children: ['once'] };
      const body = { to: fleet.jids.slice(1, 11), iq: { ...PUSH, extensions: [mark] }, timeout: 2 };
      const idempotencyKey = 'a-push';
      const first = await whole(body, { idempotencyKey });
      const again = await whole(body, { idempotencyKey });
      const sorted = (lines: IqBatchLine[]) => lines.sort((a, b) => a.index - b.index);
      expect(sorted(again)).toEqual(sorted(first));
      expect(fleet.heard.filter(({ xml }) => xml.includes('once'))).toHaveLength(10);
    });

    it('nobody is asked any more when the client has gone', async () => {
      const mark = { ...CONFIG, children: ['gone'] };
      const controller = new AbortController();
      const iq = { ...PUSH, extensions: [mark] };
      const lines = batch(
        { to: fleet.jids, iq, timeout: 2, concurrency: 2 },
        { signal: controller.signal },
      );
      await lines.next();
      controller.abort();
      await lines.next().catch(() => undefined);
      const proof = { ...CONFIG, children: ['proof'] };
      await whole({ to: [fleet.jids[1]!], iq: { ...PUSH, extensions: [proof] } });
      await until(() => scene.api.get('/v1/status'));
      const asked = () => fleet.heard.filter(({ xml }) => xml.includes('gone')).length;
      expect(asked()).toBeLessThan(50);
      const before = asked();
      await whole({ to: fleet.jids.slice(1, 50), iq: { ...PUSH, extensions: [proof] } });
      expect(asked()).toBe(before);
    });

    it('readings survive that the leader is killed meanwhile', async () => {
      const to = fleet.jids.filter((_, index) => !SILENT.includes(index));
      const reading = {
        ...{ name: 'req', namespace: 'urn:xmpp:iot:sensordata' },
        attributes: { seqnr: '1', momentary: 'true' },
      };
      const lines: IqBatchLine[] = [];
      for await (const line of batch({ to, iq: { extensions: [reading] }, concurrency: 5 })) {
        lines.push(line);
        if (lines.length === 20) await (await scene.replicas.leader()).bridge.kill();
      }
      const got = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
      expect([got('result'), got('error'), got('timeout')]).toEqual([95, 3, 0]);
    });
  },
);
