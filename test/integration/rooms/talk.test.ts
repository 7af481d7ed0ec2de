/** What identities say and hear in rooms, on real servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { enter, say } from '../spine/rooms.ts';
import { bodiesFrom, kick, openRoomStage, type RoomStage } from './room-stage.ts';

const STAGES = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;

interface HeardData {
  readonly body?: string;
  readonly room?: Record<string, unknown>;
  readonly history?: boolean;
}

describe.each(STAGES)('in a room on $kind', ({ kind }) => {
  describe.runIf(needs(kind, 'redis'))('an identity', () => {
    let stage: RoomStage;
    let juliet: XmppClient;

    beforeAll(async () => {
      stage = await openRoomStage(kind);
      juliet = await stage.user('juliet');
    });
    afterAll(() => stage.close());

    const herRoom = async () => {
      const room = stage.newRoom();
      await enter(juliet, room, 'juliet');
      return room;
    };
    const heardBy = (identity: string, room: string) =>
      stage.events.received.filter(
        ({ type, conversation }) =>
          type === 'message.received' &&
          conversation === `${identity}@${stage.server.componentDomain} ${room}`,
      );
    const dataOf = ({ data }: EventEnvelope) => data as HeardData;
    const bodies = (events: readonly EventEnvelope[]) => events.map((it) => dataOf(it).body);
    const heard = (identity: string, room: string, body: string) =>
      until(() => heardBy(identity, room).find((it) => dataOf(it).body === body), {
        timeout: 15_000,
        message: () =>
          `${identity} to hear ${body}; it heard ${bodies(heardBy(identity, room)).join(', ')}`,
      });

    it('says what waited while it joined, in order, and learns the ids of the room', async () => {
      const room = await herRoom();
      const first = await stage.say(room, 'herald', 'one', { join: true });
      const rest = [
        await stage.say(room, 'herald', 'two'),
        await stage.say(room, 'herald', 'three'),
      ];
      for (const id of [first, ...rest]) {
        expect(await stage.isStatus(id, 'delivered')).toHaveProperty('roomStanzaId');
      }
      expect(bodiesFrom(juliet, `${room}/herald`)).toEqual(['one', 'two', 'three']);
      expect(heardBy('herald', room)).toEqual([]);
    });

    it('says again what the room did not take, before what came later', async () => {
      const room = await herRoom();
      await stage.put(room, 'herald', { onKick: 'rejoin' });
      const ids: string[] = [];
      for (let number = 0; number < 30; number += 1) {
        if (number % 10 === 5) void kick(juliet, room, 'herald').catch(() => undefined);
        ids.push(await stage.say(room, 'herald', `n${number}`));
      }
      for (const id of ids) await stage.isStatus(id, 'delivered');
      expect(bodiesFrom(juliet, `${room}/herald`)).toEqual(ids.map((_, number) => `n${number}`));
    });

    it('fails with a reason where it is out for good, or was never declared', async () => {
      const room = await herRoom();
      await stage.put(room, 'herald');
      await kick(juliet, room, 'herald');
      await stage.isState(room, 'herald', 'kicked');
      const kicked = await stage.isStatus(await stage.say(room, 'herald', 'late'), 'failed');
      expect(kicked['error']).toMatchObject({ code: 'not-in-room' });
      const never = await stage.isStatus(await stage.say(room, 'stranger', 'never'), 'failed');
      expect(JSON.stringify(never['error'])).toContain('PUT /v1/rooms/');
    });

    it('hears who said it, whether it is meant, and privately', async () => {
      const room = await herRoom();
      await stage.put(room, 'bot', { hear: 'mentions' });
      await stage.put(room, 'all');
      await stage.put(room, 'deaf', { hear: 'none' });
      await say(juliet, room, 'Good night');
      await say(juliet, room, 'bot: are you there?');
      const { room: known } = dataOf(await heard('bot', room, 'bot: are you there?'));
      expect(known).toMatchObject({
        ...{ nick: 'juliet', affiliation: 'owner', role: 'moderator' },
        ...{ private: false, history: false, mentioned: true },
      });
      await heard('all', room, 'bot: are you there?');
      const whisper = `<message type='chat' to='${room}/deaf'><body>psst</body><x xmlns='http://jabber.org/protocol/muc#user'/></message>`;
      await juliet.send(whisper);
      expect(dataOf(await heard('deaf', room, 'psst')).room).toMatchObject({ private: true });
      expect(bodies(heardBy('all', room))).toEqual(['Good night', 'bot: are you there?']);
      expect(bodies(heardBy('bot', room))).toEqual(['bot: are you there?']);
      expect(bodies(heardBy('deaf', room))).toEqual(['psst']);
    });

    it('hears of other occupants and the subject', async () => {
      const room = await herRoom();
      await stage.put(room, 'bot');
      const nurse = await stage.user('nurse', 'bedroom');
      await enter(nurse, room, 'nurse').catch(() => undefined);
      const occupant = (change: string) =>
        stage.events.waitFor(
          ({ type, data }) =>
            type === 'room.occupant' &&
            (data as { room?: string; change?: string; nick?: string }).room === room &&
            (data as { change?: string }).change === change &&
            (data as { nick?: string }).nick === 'nurse',
        );
      expect((await occupant('joined')).data).toMatchObject({ affiliation: 'none' });
      await juliet.send(
        `<message type='groupchat' to='${room}'><subject>Masks at nine</subject></message>`,
      );
      await stage.events.waitFor(
        ({ type, data }) =>
          type === 'room.subject' && (data as { subject?: string }).subject === 'Masks at nine',
      );
      await nurse.send(`<presence type='unavailable' to='${room}/nurse'/>`);
      await occupant('left');
      const raw = stage.events.received.filter(
        ({ type, conversation }) => type === 'presence.received' && conversation.endsWith(room),
      );
      expect(raw).toEqual([]);
    });

    it('hears each message once although the leader is killed', async () => {
      const room = await herRoom();
      await stage.put(room, 'bot');
      await stage.put(room, 'quiet', { hear: 'none' });
      const said: string[] = [];
      const over = new AbortController();
      const talking = (async () => {
        while (!over.signal.aborted) {
          const body = `line ${said.length}`;
          said.push(body);
          await say(juliet, room, body);
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      })();
      await heard('bot', room, 'line 10');
      const dead = await stage.killLeader();
      await stage.isState(room, 'bot', 'joined');
      await dead.restart();
      await heard('bot', room, `line ${said.length}`);
      over.abort();
      await talking;
      await say(juliet, room, 'proof');
      await heard('bot', room, 'proof');
      // What was said meanwhile comes from the archive, or a gap is told.
      const all = () => bodies(heardBy('bot', room));
      const isGapTold = () => stage.events.received.some(({ type }) => type === 'room.gap');
      await until(() => all().length > said.length || isGapTold(), {
        timeout: 20_000,
        message: () => `${said.length + 1} messages or a gap, not ${all().length}`,
      });
      expect([...new Set(all())]).toHaveLength(all().length);
      expect(all().length).toBeGreaterThan(said.length / 2);
    });
  });
});
