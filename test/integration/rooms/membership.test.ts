/** Identities that are declared to be in rooms are there, and stay there, on real servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { enter } from '../spine/rooms.ts';
import {
  affiliate,
  configure,
  destroy,
  kick,
  openRoomStage,
  presencesOf,
  type RoomStage,
} from './room-stage.ts';

/** `talk.test.ts` has ejabberd with one link. */
const STAGES = [
  { kind: 'prosody', mode: 'leader' },
  { kind: 'ejabberd', mode: 'all' },
] as const;

describe.each(STAGES)('on $kind, link mode $mode,', ({ kind, mode }) => {
  describe.runIf(needs(kind, 'redis'))('an identity in a room', () => {
    let stage: RoomStage;
    let juliet: XmppClient;

    beforeAll(async () => {
      const roomsConfig = 'muc_room_locking = true';
      stage = await openRoomStage(kind, { mode, prosody: { roomsConfig } });
      juliet = await stage.user('juliet');
    });
    afterAll(() => stage.close());

    const bridge = () => stage.server.componentDomain;
    /** A room that Juliet owns. */
    const herRoom = async () => {
      const room = stage.newRoom();
      await enter(juliet, room, 'juliet');
      return room;
    };

    it('joins, shows what the room says, and leaves', async () => {
      const room = await herRoom();
      const { status, item } = await stage.put(room, 'alerts');
      expect(status).toBe(200);
      expect(item).toMatchObject({ state: 'joined', self: { nick: 'alerts' }, wanted: true });
      await juliet.waitFor(({ attributes }) => attributes['from'] === `${room}/alerts`);
      const joined = await stage.events.waitFor(
        ({ type, conversation }) => type === 'room.joined' && conversation.endsWith(room),
      );
      expect(joined.data).toMatchObject({ room, nick: 'alerts', again: false });
      const listed = await stage.api.get('/v1/rooms?identity=alerts&state=joined');
      expect(listed.text).toContain(room);
      expect(await stage.leave(room, 'alerts')).toBe(204);
      await juliet.waitFor(
        ({ attributes }) =>
          attributes['from'] === `${room}/alerts` && attributes['type'] === 'unavailable',
      );
      await expect(stage.get(room, 'alerts')).rejects.toThrow('404');
    });

    it('makes the room that is missing, configured and unlocked, or does not', async () => {
      const made = stage.newRoom('made');
      const config = { roomname: 'The made room', nosuchfield: 'x' };
      const { item } = await stage.put(made, 'alerts', { create: 'ifMissing', config });
      expect(item).toMatchObject({ state: 'joined' });
      await enter(await stage.user('nurse'), made, 'nurse');
      await juliet.send(
        `<iq type='get' to='${made}' id='info-${made}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`,
      );
      const info = await juliet.waitFor(({ attributes }) => attributes['id'] === `info-${made}`);
      expect(info.xml).toContain('The made room');
      const missing = stage.newRoom('missing');
      expect((await stage.put(missing, 'alerts')).item).toMatchObject({ state: 'missing' });
      await juliet.send(
        `<iq type='get' to='${missing}' id='info-${missing}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`,
      );
      const gone = await juliet.waitFor(({ attributes }) => attributes['id'] === `info-${missing}`);
      expect(gone.attributes['type']).toBe('error');
    });

    it('follows invitations if its policy is to join, and hears of none if it is to ignore them', async () => {
      const room = await herRoom();
      const x = `<x xmlns='jabber:x:conference' jid='${room}'/>`;
      const invite = (local: string) =>
        juliet.send(`<message to='${local}@${bridge()}'>${x}</message>`);
      const told = (wanted: string, local: string) =>
        stage.events.received.filter(
          ({ type, identity }) => type === wanted && identity === `${local}@${bridge()}`,
        );
      await stage.api.call('PUT', '/v1/identities/gregory', { invites: 'ignore' });
      await stage.api.call('PUT', '/v1/identities/peter', { invites: 'join' });
      await until(async () => {
        await invite('peter');
        return told('room.joined', 'peter').length > 0;
      });
      expect(told('room.joined', 'peter')[0]?.data).toMatchObject({ room, nick: 'peter' });
      const before = told('room.invited', 'peter').length;
      await invite('gregory');
      await invite('peter');
      await until(() => told('room.invited', 'peter').length > before);
      expect(told('room.invited', 'gregory')).toEqual([]);
    });

    it('stays out after a kick, and comes back where that is wanted', async () => {
      const room = await herRoom();
      await stage.put(room, 'stayer');
      await stage.put(room, 'returner', { onKick: 'rejoin' });
      await kick(juliet, room, 'stayer');
      await kick(juliet, room, 'returner');
      await stage.isState(room, 'stayer', 'kicked');
      const told = await stage.events.waitFor(
        ({ type, identity }) => type === 'room.left' && identity === `stayer@${bridge()}`,
      );
      expect(told.data).toMatchObject({ cause: 'kicked', reason: 'Avaunt!', willRejoin: false });
      await stage.events.waitFor(
        ({ type, identity, data }) =>
          type === 'room.joined' &&
          identity === `returner@${bridge()}` &&
          (data as { again?: boolean }).again === true,
      );
      await stage.isState(room, 'returner', 'joined');
      expect((await stage.put(room, 'stayer')).item.state).toBe('joined');
    });

    it('does not come back to where it was banned, or to what was destroyed', async () => {
      const [banned, destroyed] = [await herRoom(), await herRoom()];
      await stage.put(banned, 'alerts', { onKick: 'rejoin', create: 'ifMissing' });
      await stage.put(destroyed, 'alerts', { onKick: 'rejoin', create: 'ifMissing' });
      await affiliate(juliet, banned, `alerts@${bridge()}`, 'outcast');
      await destroy(juliet, destroyed);
      await stage.isState(banned, 'alerts', 'banned');
      await stage.isState(destroyed, 'alerts', 'destroyed');
      expect((await stage.put(banned, 'alerts')).item).toMatchObject({
        state: 'refused',
        problem: { reason: 'forbidden' },
      });
    });

    it('has another nickname where its own is taken, also with an emoji and slashes', async () => {
      const room = stage.newRoom();
      await enter(juliet, room, '☂/O');
      const first = await stage.put(room, 'rose', { nick: '☂/O' });
      expect(first.item).toMatchObject({ state: 'joined', self: { nick: '☂/O-2' } });
      const never = await stage.put(room, 'thorn', { nick: '☂/O', nickConflict: 'fail' });
      expect(never.item).toMatchObject({ state: 'refused', problem: { reason: 'conflict' } });
      const others = ['a', 'b', 'c', 'd'];
      for (const name of others) await stage.put(room, name, { nick: '☂/O' });
      const last = await stage.put(room, 'sixth', { nick: '☂/O' });
      expect(last.item).toMatchObject({ state: 'refused' });
    });

    it('is refused with a reason by rooms for members and with a password', async () => {
      const room = await herRoom();
      await configure(juliet, room, { passwordprotectedroom: '1', roomsecret: 'rosebud' });
      expect((await stage.put(room, 'alerts')).item).toMatchObject({
        state: 'refused',
        problem: { reason: 'not-authorized' },
      });
      const right = await stage.put(room, 'alerts', { password: 'rosebud' });
      expect(right.item).toMatchObject({ state: 'joined', hasPassword: true });
      expect(JSON.stringify(right.item)).not.toContain('rosebud');
      const members = await herRoom();
      await configure(juliet, members, { membersonly: '1' });
      expect((await stage.put(members, 'alerts')).item).toMatchObject({
        state: 'refused',
        problem: { reason: 'registration-required' },
      });
    });

    it('changes its nickname and its presence without leaving', async () => {
      const room = await herRoom();
      await stage.put(room, 'alerts');
      const { item } = await stage.put(room, 'alerts', {
        nick: 'watch',
        presence: { show: 'dnd', status: 'On duty' },
      });
      expect(item).toMatchObject({ state: 'joined', self: { nick: 'watch' } });
      const seen = await juliet.waitFor(({ attributes, xml }) => {
        return attributes['from'] === `${room}/watch` && xml.includes('On duty');
      });
      expect(seen.xml).toContain('dnd');
      expect(presencesOf(juliet, `${room}/alerts`).at(-1)?.xml).toContain('code="303"');
    });

    it('is still there after the leader was killed, and after the server was', async () => {
      const room = await herRoom();
      await stage.put(room, 'alerts');
      const seen = presencesOf(juliet, `${room}/alerts`).length;
      const dead = await stage.killLeader();
      await stage.isState(room, 'alerts', 'joined');
      expect(presencesOf(juliet, `${room}/alerts`)).toHaveLength(seen);
      await dead.restart();
      await stage.server.restart();
      const back = await stage.user('romeo');
      await enter(back, room, 'romeo');
      await back.waitFor(
        ({ name, attributes }) => name === 'presence' && attributes['from'] === `${room}/alerts`,
        20_000,
      );
      await stage.isState(room, 'alerts', 'joined');
    });
  });
});
