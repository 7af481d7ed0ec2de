/** Many people, many rooms and many messages, while replicas and servers are killed. Only with `FLEET_SIZE=full`: it takes minutes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  RoomAffiliationsSetBody,
  RoomOccupantPageBody,
  SendRecord,
} from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { enter } from '../spine/rooms.ts';
import { statusOf } from '../replicas/replicas.ts';
import { kick, openRoomStage, presencesOf, type RoomStage } from './room-stage.ts';

const IS_FULL = process.env['FLEET_SIZE'] === 'full';
/** More than its default of 200. */
const ROOMS_OF_EJABBERD = ', max_users: 1000';
const STAGES = [
  { kind: 'prosody', mode: 'leader' },
  { kind: 'ejabberd', mode: 'leader' },
  { kind: 'ejabberd', mode: 'all' },
] as const;

describe.runIf(IS_FULL).each(STAGES)('on $kind, link mode $mode,', ({ kind, mode }) => {
  describe.runIf(needs(kind, 'redis'))('rooms', () => {
    let stage: RoomStage;
    let juliet: XmppClient;
    const figures = (told: object) => {
      console.log('FIGURES', kind, mode, told);
    };

    beforeAll(async () => {
      stage = await openRoomStage(kind, { mode, ejabberd: { roomsConfig: ROOMS_OF_EJABBERD } });
      juliet = await stage.user('juliet');
    }, 60_000);
    afterAll(() => stage.close());

    const at = (room: string, rest = '') => `/v1/rooms/${encodeURIComponent(room)}${rest}?as=friar`;
    /** The pages of a list. */
    async function all<T>(path: string): Promise<T[]> {
      const found: T[] = [];
      for (let next: string | undefined = ''; next !== undefined;) {
        const { json, status, text } = await stage.api.get(
          next === '' ? path : `${path}&after=${encodeURIComponent(next)}`,
        );
        expect(status, text).toBe(200);
        const page = json as { items: T[]; next?: string };
        found.push(...page.items);
        next = page.next;
      }
      return found;
    }
    const inRooms = async (rooms: ReadonlySet<string>) => {
      const items = await all<{ room: string }>('/v1/rooms?state=joined&limit=1000');
      return items.filter(({ room }) => rooms.has(room)).length;
    };

    it('take a thousand affiliations in one call', async () => {
      const room = stage.newRoom('crowd');
      const made = await stage.api.post('/v1/rooms?as=friar', { room });
      expect(made.status, made.text).toBe(201);
      const items = Array.from({ length: 1_000 }, (_, number) => ({
        jid: `guest-${number}@example.org`,
        affiliation: 'member',
      }));
      const begun = Date.now();
      const { json, text } = await stage.api.patch(at(room, '/affiliations'), { items });
      const took = Date.now() - begun;
      const { applied, failed } = json as RoomAffiliationsSetBody;
      expect([applied, failed], text.slice(0, 400)).toEqual([1_000, 0]);
      const path = `${at(room, '/affiliations')}&affiliation=member&limit=1000`;
      expect((await all(path)).length).toBe(1_000);
      figures({ affiliations: applied, ms: took });
    }, 120_000);

    it('have five hundred occupants, with emoji and slashes in their nicknames', async () => {
      const room = stage.newRoom('ball');
      await enter(juliet, room, 'juliet');
      const begun = Date.now();
      const names = Array.from({ length: 500 }, (_, number) => `mask-${number}`);
      await Promise.all(
        names.map((name, number) => stage.put(room, name, { nick: `☂/${number}`, hear: 'none' })),
      );
      await until(async () => (await inRooms(new Set([room]))) === names.length, {
        timeout: 60_000,
        message: 'all to be in',
      });
      const path = `/v1/rooms/${encodeURIComponent(room)}/occupants?as=mask-7&limit=1000`;
      const seen = await all<RoomOccupantPageBody['items'][number]>(path);
      expect(new Set(seen.map(({ nick }) => nick)).size).toBe(501);
      figures({ occupants: seen.length, ms: Date.now() - begun });
      await Promise.all(names.map((name) => stage.leave(room, name)));
    }, 240_000);

    it('take 2,000 messages in order through kicks, new nicknames and kills, or say why not', async () => {
      const room = stage.newRoom('watch');
      await enter(juliet, room, 'juliet');
      await stage.put(room, 'herald', { onKick: 'rejoin', hear: 'none' });
      const ids: string[] = [];
      const over = new AbortController();
      let nicks = 0;
      let kicks = 0;
      const trouble = (async () => {
        while (!over.signal.aborted) {
          await sleep(700);
          if ((kicks + nicks) % 2 === 0) {
            nicks += 1;
            const body = { nick: `herald${nicks}`, onKick: 'rejoin', hear: 'none' };
            await stage.put(room, 'herald', body).catch(() => undefined);
          } else {
            kicks += 1;
            await kick(juliet, room, `herald${nicks}`).catch(() => undefined);
          }
        }
      })();
      const killing = (async () => {
        for (const kill of [1, 2, 3, 4]) {
          await until(() => ids.length > kill * 400, { timeout: 120_000 });
          const dead = await stage.killLeader();
          await dead.restart();
        }
      })();
      for (let number = 0; number < 2_000; number += 1) {
        // Whose answer was lost with its replica is sent again: with its key it is one message.
        const headers = { 'idempotency-key': `watch-${number}` };
        const message = { from: 'herald', to: room, type: 'groupchat', body: `w${number}` };
        const send = async () => {
          const { status, json } = await stage.api.post('/v1/messages', message, { headers });
          return status === 202 && (json as SendRecord).id;
        };
        ids.push(await until(() => send().catch(() => false as const), { timeout: 20_000 }));
        await sleep(10);
      }
      await killing;
      over.abort();
      await trouble;
      const records = new Map<string, SendRecord>();
      await until(
        async () => {
          for (const id of ids) {
            if (records.has(id)) continue;
            const record = (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
            if (['delivered', 'failed'].includes(record.status)) records.set(id, record);
          }
          return records.size === new Set(ids).size;
        },
        { timeout: 60_000, message: () => `${ids.length - records.size} to have a fate` },
      );
      const fates = [...records.values()];
      const delivered = fates.filter(({ status }) => status === 'delivered');
      const failed = fates.filter(({ status }) => status === 'failed');
      expect(delivered.filter((it) => it.roomStanzaId === undefined)).toEqual([]);
      expect(failed.filter((it) => it.error === undefined)).toEqual([]);
      const said = juliet.received.flatMap(({ name, attributes, body }) =>
        name === 'message' &&
        attributes['from']?.startsWith(`${room}/`) &&
        /^w\d+$/.test(body ?? '')
          ? [Number(body?.slice(1))]
          : [],
      );
      const first = [...new Set(said)];
      const wrong = first.filter((number, index) => index > 0 && number < first[index - 1]!);
      figures({
        ...{ sent: ids.length, delivered: delivered.length, failed: failed.length },
        ...{ heard: first.length, again: said.length - first.length, kicks, nicks },
        outOfOrder: wrong.length,
      });
      expect(first.length).toBeGreaterThanOrEqual(delivered.length);
      expect(wrong).toEqual([]);
    }, 300_000);

    it.runIf(mode === 'leader')(
      'have everybody back within 5 s after kills',
      async () => {
        const rooms = Array.from({ length: 50 }, () => stage.newRoom('hall'));
        const who = ['sampson', 'gregory', 'abram', 'balthasar'];
        const body = { create: 'ifMissing', config: { persistentroom: true } };
        await Promise.all(
          rooms.map(async (room) => {
            for (const name of who) await stage.put(room, name, body);
          }),
        );
        await Promise.all(
          rooms.map((room) => enter(juliet, room, 'juliet').catch(() => undefined)),
        );
        const kept = new Set(rooms);
        const linkedAt = async () => {
          const { bridge, since } = await stage.replicas.leader({ timeout: 40_000 });
          expect((await statusOf(bridge))?.link.state).toBe('online');
          return since;
        };
        const back = async () => {
          const since = await linkedAt();
          await until(async () => (await inRooms(kept)) === rooms.length * who.length, {
            timeout: 60_000,
            message: 'all to be back',
          });
          return Date.now() - since;
        };
        await back();
        const leaders: number[] = [];
        for (let kill = 0; kill < 10; kill += 1) {
          const dead = await stage.killLeader();
          leaders.push(await back());
          await dead.restart();
        }
        const leaves = rooms.flatMap((room) =>
          who.flatMap((name) =>
            presencesOf(juliet, `${room}/${name}`).filter(
              ({ attributes }) => attributes['type'] === 'unavailable',
            ),
          ),
        );
        const servers: number[] = [];
        for (let kill = 0; kill < 5; kill += 1) {
          await stage.server.restart();
          await sleep(500);
          servers.push(await back());
        }
        figures({ leavesOverLeaders: leaves.length, leaders, servers });
        expect(Math.max(...leaders, ...servers)).toBeLessThanOrEqual(5_000);
      },
      400_000,
    );
  });
});
