/** Who watches rooms sees nothing of a rolling update, and everybody is back soon after a kill. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoomMembershipBody } from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { connectSlixmpp } from '../../support/slixmpp.ts';
import { until } from '../../support/until.ts';
import type { Received, XmppClient } from '../../support/xmpp-client.ts';
import { statusOf } from '../replicas/replicas.ts';
import { enter } from '../spine/rooms.ts';
import { openRoomStage, type RoomStage } from './room-stage.ts';

/** With `FLEET_SIZE=full` as many as the promise says. */
const IS_FULL = process.env['FLEET_SIZE'] === 'full';
const ROOMS = IS_FULL ? 50 : 5;
const BOTS = ['benvolio', 'mercutio', 'balthasar', 'abraham'].slice(0, IS_FULL ? 4 : 2);
const REPLICA_KILLS = IS_FULL ? 10 : 1;
const SERVER_KILLS = IS_FULL ? 5 : 1;
/** From the link to the last identity in its room, ms; the small run shares its machine with other tests. */
const SOON = IS_FULL ? 5_000 : 15_000;

const STAGES = (
  [
    { kind: 'prosody', mode: 'leader' },
    { kind: 'ejabberd', mode: 'all' },
    { kind: 'ejabberd', mode: 'leader' },
  ] as const
).slice(0, IS_FULL ? 3 : 2);

const isPresence = ({ name }: Received) => name === 'presence';
const isLeave = ({ attributes }: Received) => attributes['type'] === 'unavailable';

describe.each(STAGES)('on $kind, link mode $mode,', ({ kind, mode }) => {
  describe.runIf(needs(kind, 'redis', 'slixmpp'))('identities in rooms', () => {
    let stage: RoomStage;
    let rooms: readonly string[];
    let observer: XmppClient;
    beforeAll(async () => {
      stage = await openRoomStage(kind, { mode, replicas: 3 });
      rooms = Array.from({ length: ROOMS }, () => stage.newRoom('square'));
      observer = await watcher();
      for (const room of rooms)
        for (const bot of BOTS) await stage.put(room, bot, { create: 'ifMissing' });
    }, 120_000);
    afterAll(async () => {
      await observer.close();
      await stage.close();
    });

    /** An observer in all rooms. */
    async function watcher(): Promise<XmppClient> {
      const watching = await connectSlixmpp({ server: stage.server, user: 'nurse' });
      for (const room of rooms) await enter(watching, room, 'nurse');
      return watching;
    }
    async function allJoined(timeout: number): Promise<void> {
      const wanted = ROOMS * BOTS.length;
      let found = 0;
      await until(
        async () => {
          const { json } = await stage.api.get('/v1/rooms?state=joined&limit=1000');
          found = (json as { readonly items: readonly RoomMembershipBody[] }).items.length;
          return found === wanted;
        },
        { timeout, message: () => `${wanted} to be in; ${found} are` },
      );
    }
    /** What each says is heard, so what was shown before it was seen. */
    async function allSpeak(what: string): Promise<void> {
      for (const room of rooms) for (const bot of BOTS) await stage.say(room, bot, what);
      for (const room of rooms) {
        for (const bot of BOTS) {
          await observer.waitFor(
            ({ attributes, body }) => attributes['from'] === `${room}/${bot}` && body === what,
            30_000,
          );
        }
      }
    }
    const linkIsUp = () =>
      until(
        async () => {
          const all = await Promise.all(stage.replicas.bridges.map(statusOf));
          return all.some((status) => status?.link.state === 'online');
        },
        { timeout: 30_000, message: 'a link' },
      );

    it('neither leave nor join while the replicas are updated one after the other', async () => {
      await allSpeak('before');
      const seen = observer.received.length;
      for (const bridge of stage.replicas.bridges) {
        await bridge.stop();
        await bridge.restart();
      }
      await linkIsUp();
      await allSpeak('after');
      const shown = observer.received.slice(seen).filter(isPresence);
      expect(shown.map(({ xml }) => xml)).toEqual([]);
    }, 240_000);

    it('do not leave when replicas are killed', async () => {
      const seen = observer.received.length;
      const took: number[] = [];
      for (let kill = 1; kill <= REPLICA_KILLS; kill += 1) {
        const dead = await stage.killLeader();
        await linkIsUp();
        const from = performance.now();
        await allJoined(SOON);
        took.push(Math.round(performance.now() - from));
        await dead.restart();
      }
      await allSpeak('still here');
      const left = observer.received.slice(seen).filter((it) => isPresence(it) && isLeave(it));
      expect(left.map(({ xml }) => xml)).toEqual([]);
      console.log('FIGURES', kind, mode, { kills: REPLICA_KILLS, allInAfterMs: Math.max(...took) });
    }, 240_000);

    it('are back in all rooms after the server was killed', async () => {
      const took: number[] = [];
      for (let kill = 1; kill <= SERVER_KILLS; kill += 1) {
        await observer.close();
        await stage.server.restart();
        await linkIsUp();
        const from = performance.now();
        await allJoined(SOON);
        took.push(Math.round(performance.now() - from));
        observer = await watcher();
        await allSpeak(`back ${kill}`);
      }
      console.log('FIGURES', kind, mode, { kills: SERVER_KILLS, allInAfterMs: Math.max(...took) });
    }, 300_000);
  });
});
