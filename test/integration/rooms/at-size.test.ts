/** Many people and many messages. Long: `FLEET_SIZE=full` turns it on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  RoomAffiliationBody,
  RoomAffiliationsSetBody,
  RoomOccupantPageBody,
  SendRecord,
} from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { enter } from '../spine/rooms.ts';
import { kick, openRoomStage, type RoomStage } from './room-stage.ts';

const IS_FULL = process.env['FLEET_SIZE'] === 'full';
const PEOPLE = 1_000;
const OCCUPANTS = 500;
const MESSAGES = 2_000;
const KILLS = 4;
const STAGES = [
  { kind: 'prosody', mode: 'leader' },
  { kind: 'ejabberd', mode: 'leader' },
  { kind: 'ejabberd', mode: 'all' },
] as const;

describe.runIf(IS_FULL).each(STAGES)('on $kind, link mode $mode,', ({ kind, mode }) => {
  describe.runIf(needs(kind, 'redis'))('rooms', () => {
    let stage: RoomStage;
    let juliet: XmppClient;
    beforeAll(async () => {
      stage = await openRoomStage(kind, { mode, ejabberd: { maxOccupants: PEOPLE } });
      juliet = await stage.user('juliet');
    }, 60_000);
    afterAll(() => stage.close());

    const pathOf = (room: string) => `/v1/rooms/${encodeURIComponent(room)}`;
    /** The pages of a list. */
    async function all<Item>(path: string): Promise<readonly Item[]> {
      const found: Item[] = [];
      for (let next: string | undefined = ''; next !== undefined;) {
        const after: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
        const { status, json, text } = await stage.api.get(`${path}${after}`);
        expect(status, text).toBe(200);
        const page = json as { readonly items: readonly Item[]; readonly next?: string };
        found.push(...page.items);
        next = page.next;
      }
      return found;
    }

    it('take a thousand affiliations in one call', async () => {
      const room = stage.newRoom('crowd');
      const made = await stage.api.post('/v1/rooms?as=friar', { room });
      expect(made.status, made.text).toBe(201);
      const path = `${pathOf(room)}/affiliations?as=friar`;
      const items = Array.from({ length: PEOPLE }, (_, number) => ({
        jid: `guest-${number}@example.org`,
        affiliation: 'member',
      }));
      const { json, text } = await stage.api.patch(path, { items });
      const { applied, failed } = json as RoomAffiliationsSetBody;
      expect([applied, failed], text.slice(0, 400)).toEqual([PEOPLE, 0]);
      const members = await all<RoomAffiliationBody>(`${path}&affiliation=member&limit=500`);
      expect(new Set(members.map(({ jid }) => jid)).size).toBe(PEOPLE);
    }, 180_000);

    it('have five hundred occupants, with emoji and slashes in their nicknames', async () => {
      const room = stage.newRoom('ball');
      await enter(juliet, room, 'juliet');
      const names = Array.from({ length: OCCUPANTS }, (_, number) => `mask-${number}`);
      for (const [number, name] of names.entries()) {
        const body = { nick: `☂/${number}`, hear: 'none' };
        const put = await stage.api.call('PUT', `${pathOf(room)}/identities/${name}`, body);
        expect(put.status, put.text).toBeLessThan(300);
      }
      await until(
        async () => {
          const joined = await all<{ room: string }>('/v1/rooms?state=joined&limit=1000');
          return joined.filter((it) => it.room === room).length === OCCUPANTS;
        },
        { timeout: 240_000, interval: 1_000, message: 'all to be in' },
      );
      const path = `${pathOf(room)}/occupants?as=mask-7&limit=1000`;
      const seen = await all<RoomOccupantPageBody['items'][number]>(path);
      expect(new Set(seen.map(({ nick }) => nick)).size).toBe(OCCUPANTS + 1);
    }, 300_000);
  });
});

describe.runIf(IS_FULL).each(STAGES)('on $kind, link mode $mode,', ({ kind, mode }) => {
  describe.runIf(needs(kind, 'redis'))('a room', () => {
    let stage: RoomStage;
    let juliet: XmppClient;
    let room: string;
    beforeAll(async () => {
      stage = await openRoomStage(kind, { mode });
      juliet = await stage.user('juliet');
      room = stage.newRoom('watch');
      await enter(juliet, room, 'juliet');
      await stage.put(room, 'herald', { onKick: 'rejoin', hear: 'none' });
    }, 60_000);
    afterAll(() => stage.close());

    /** Whose answer was lost with its replica is sent again: with its key it is one message. */
    async function say(number: number): Promise<string> {
      const headers = { 'idempotency-key': `watch-${number}` };
      const message = { from: 'herald', to: room, type: 'groupchat', body: `w${number}` };
      const send = async () => {
        const { status, json } = await stage.api.post('/v1/messages', message, { headers });
        return status === 202 && (json as SendRecord).id;
      };
      return until(() => send().catch(() => false as const), { timeout: 20_000 });
    }
    /** The herald is thrown out and renamed in turn. */
    async function trouble(signal: AbortSignal): Promise<void> {
      let nick = 'herald';
      for (let turn = 1; !signal.aborted; turn += 1) {
        await sleep(700);
        if (turn % 2 === 0) await kick(juliet, room, nick).catch(() => undefined);
        else {
          nick = `herald${turn}`;
          const body = { nick, onKick: 'rejoin', hear: 'none' };
          await stage.put(room, 'herald', body).catch(() => undefined);
        }
      }
    }
    async function kill(ids: readonly string[]): Promise<void> {
      for (let kills = 1; kills <= KILLS; kills += 1) {
        const due = (kills * MESSAGES) / (KILLS + 1);
        await until(() => ids.length > due, { timeout: 120_000 });
        const dead = await stage.killLeader();
        await dead.restart();
      }
    }
    async function fates(ids: readonly string[]): Promise<readonly SendRecord[]> {
      const found = new Map<string, SendRecord>();
      await until(
        async () => {
          for (const id of ids) {
            if (found.has(id)) continue;
            const record = (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
            if (['delivered', 'failed'].includes(record.status)) found.set(id, record);
          }
          return found.size === ids.length;
        },
        { timeout: 150_000, message: () => `${ids.length - found.size} to have a fate` },
      );
      return [...found.values()];
    }

    it('takes 2,000 messages in order through kicks, new nicknames and kills, or the reason is told', async () => {
      const over = new AbortController();
      const troubled = trouble(over.signal);
      const ids: string[] = [];
      const killed = kill(ids);
      for (let number = 0; number < MESSAGES; number += 1) {
        ids.push(await say(number));
        await sleep(10);
      }
      await killed;
      over.abort();
      await troubled;

      const records = await fates(ids);
      const delivered = records.filter(({ status }) => status === 'delivered');
      expect(delivered.filter(({ roomStanzaId }) => roomStanzaId === undefined)).toEqual([]);
      expect(records.filter(({ status, error }) => status === 'failed' && !error)).toEqual([]);
      const said = juliet.received.flatMap(({ name, attributes, body = '' }) =>
        name === 'message' && attributes['from']?.startsWith(`${room}/`) && /^w\d+$/.test(body)
          ? [Number(body.slice(1))]
          : [],
      );
      const heard = [...new Set(said)];
      expect(heard).toEqual(heard.toSorted((one, other) => one - other));
      const unheard = delivered.filter(({ id }) => !heard.includes(ids.indexOf(id)));
      expect(unheard).toEqual([]);
    }, 420_000);
  });
});
