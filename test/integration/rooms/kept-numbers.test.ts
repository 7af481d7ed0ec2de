/** Numbered messages of others while replicas are killed: each is heard once by every identity, or within a `room.gap`. */
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
const KILLS = 10;
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
  'on $kind, link mode $mode, while replicas are killed',
  ({ kind, mode }) => {
    describe.runIf(needs(kind, 'redis'))('numbered messages', () => {
      let stage: RoomStage;
      let juliet: XmppClient;
      beforeAll(async () => {
        stage = await openRoomStage(kind, { mode });
        juliet = await stage.user('juliet');
      }, 60_000);
      afterAll(() => stage.close());

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
        for (const room of rooms) {
          await enter(juliet, room, 'juliet');
          for (const bot of BOTS) await stage.put(room, bot);
        }
        const saidAt: number[] = [];
        const talking = (async () => {
          for (let number = 0; number < MESSAGES; number += 1) {
            saidAt.push(Date.now());
            await say(juliet, rooms[number % ROOMS]!, `n${number}`);
            await sleep(PAUSE_MS);
          }
        })();
        for (let kill = 1; kill <= KILLS; kill += 1) {
          await until(() => saidAt.length > (kill * MESSAGES) / (KILLS + 1), {
            timeout: 120_000,
          });
          const dead = await stage.killLeader();
          await dead.restart();
        }
        await talking;
        for (const room of rooms) await say(juliet, room, 'proof');
        const places = rooms.flatMap((room) => BOTS.map((bot) => ({ room, bot })));
        const missing = () =>
          places.flatMap(({ room, bot }) => {
            const heard = new Set(bodies(bot, room));
            const gaps = heardBy(bot, room, 'room.gap').map(({ data }) => data as RoomGapData);
            const isTold = (at: number) =>
              gaps.some(({ from, to }) => at >= Date.parse(from) - 1_000 && at <= Date.parse(to));
            return saidAt.flatMap((at, number) =>
              rooms[number % ROOMS] === room && !heard.has(`n${number}`) && !isTold(at)
                ? [`${bot} in ${room}: n${number}`]
                : [],
            );
          });
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
        console.log('FIGURES', kind, mode, { messages: MESSAGES, kills: KILLS, gaps });
      }, 400_000);
    });
  },
);
