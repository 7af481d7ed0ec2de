/** Numbered messages of others while replicas and the server are killed: each is heard once, or within a `room.gap`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope, RoomGapData } from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { enter, say } from '../spine/rooms.ts';
import { openRoomStage, type RoomStage } from './room-stage.ts';

/** Long: `FLEET_SIZE=full` turns it on. */
const IS_FULL = process.env['FLEET_SIZE'] === 'full';
const MESSAGES = 3_000;
const KILLS = 15;
/** Each third one is of the server. */
const isOfServer = (kill: number) => kill % 3 === 0;
/** Both servers send messages out before they have written them to the archive: what a kill takes along is nowhere. */
const UNWRITTEN_MS = 1_000;
const PAUSE_MS = 20;
/** Rooms, and who is in them: several memberships, so that each replica looks after some. */
const ROOMS = 8;
const BOTS = ['benvolio', 'mercutio'];

const STAGES = [
  { kind: 'ejabberd', mode: 'all' },
  { kind: 'ejabberd', mode: 'leader' },
  { kind: 'prosody', mode: 'leader' },
] as const;

describe.runIf(IS_FULL).each(STAGES)(
  'on $kind, link mode $mode, while replicas and the server are killed',
  ({ kind, mode }) => {
    describe.runIf(needs(kind, 'redis'))('numbered messages', () => {
      let stage: RoomStage;
      let juliet: XmppClient;
      /** She comes again after each kill of the server. */
      const juliets: XmppClient[] = [];
      const killedAt: number[] = [];
      let isThere = false;
      beforeAll(async () => {
        stage = await openRoomStage(kind, { mode });
      }, 60_000);
      afterAll(() => stage.close());

      /** What the rooms sent back to her: the rest the server has not taken. */
      const taken = () =>
        new Set(juliets.flatMap(({ received }) => received.flatMap(({ body }) => body ?? [])));
      const isLostByServer = (at: number) =>
        killedAt.some((killed) => at <= killed && at > killed - UNWRITTEN_MS);
      async function julietEnters(rooms: readonly string[]): Promise<void> {
        juliet = await stage.user('juliet');
        juliets.push(juliet);
        for (const room of rooms) await enter(juliet, room, 'juliet');
        isThere = true;
      }
      const heardBy = (bot: string, room: string, type: EventEnvelope['type']) =>
        stage.events.received.filter(
          (event) =>
            event.type === type &&
            event.conversation === `${bot}@${stage.server.componentDomain} ${room}`,
        );
      const bodies = (bot: string, room: string) =>
        heardBy(bot, room, 'message.received').flatMap(({ data }) =>
          'body' in data ? [data.body] : [],
        );

      it('are each heard once, or told to be in a gap', async () => {
        const rooms = Array.from({ length: ROOMS }, () => stage.newRoom());
        await julietEnters(rooms);
        for (const room of rooms)
          for (const bot of BOTS) await stage.put(room, bot, { create: 'ifMissing' });
        const saidAt: number[] = [];
        const talking = (async () => {
          for (let number = 0; number < MESSAGES; number += 1) {
            await until(() => isThere);
            saidAt.push(Date.now());
            await say(juliet, rooms[number % ROOMS]!, `n${number}`).catch(() => undefined);
            await sleep(PAUSE_MS);
          }
        })();
        for (let kill = 1; kill <= KILLS; kill += 1) {
          await until(() => saidAt.length > (kill * MESSAGES) / (KILLS + 1), {
            timeout: 120_000,
          });
          if (isOfServer(kill)) {
            isThere = false;
            killedAt.push(Date.now());
            await stage.server.restart();
            await julietEnters(rooms);
          } else {
            const dead = await stage.killLeader();
            await dead.restart();
          }
        }
        await talking;
        for (const room of rooms) await say(juliet, room, 'proof');
        const places = rooms.flatMap((room) => BOTS.map((bot) => ({ room, bot })));
        const reflected = taken();
        const missing = () =>
          places.flatMap(({ room, bot }) => {
            const heard = new Set(bodies(bot, room));
            const gaps = heardBy(bot, room, 'room.gap').map(({ data }) => data as RoomGapData);
            const isTold = (at: number) =>
              gaps.some(({ from, to }) => at >= Date.parse(from) - 1_000 && at <= Date.parse(to));
            return saidAt.flatMap((at, number) =>
              rooms[number % ROOMS] === room &&
              reflected.has(`n${number}`) &&
              !heard.has(`n${number}`) &&
              !isTold(at) &&
              !isLostByServer(at)
                ? [`${bot} in ${room}: n${number}`]
                : [],
            );
          });
        expect(reflected.size).toBeGreaterThan(MESSAGES * 0.9);
        await until(() => places.every(({ room, bot }) => bodies(bot, room).includes('proof')), {
          timeout: 20_000,
          message: 'the proofs',
        });
        await until(() => missing().length === 0, {
          timeout: 60_000,
          message: () => `${missing().length} to be told of: ${missing().slice(0, 9).join(', ')}`,
        });
        for (const { room, bot } of places) {
          const heard = bodies(bot, room);
          expect(new Set(heard).size).toBe(heard.length);
        }
        const gaps = stage.events.received.filter(({ type }) => type === 'room.gap').length;
        console.log('FIGURES', kind, mode, { taken: reflected.size, kills: KILLS, gaps });
      }, 400_000);
    });
  },
);
