/** Private messages to who is meant, whatever he is called by now (XEP-0421), on every server there is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventEnvelope, ProblemBody } from '../../../src/contract/schemas.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import type { ServerName } from '../../support/servers.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { enter, say } from '../spine/rooms.ts';
import { ALL_SERVERS, openStage, type Stage } from '../spine/stage.ts';

/** ejabberd has the module from 24.06 on. */
const HAVE_IDS: readonly ServerName[] = ['prosody', 'prosody@13', 'ejabberd@24'];
const DRINK = 'Drink this';

describeAtOnce(ALL_SERVERS, 'on $name, a private message to the id of an occupant', ({ name }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let room: string;
  beforeAll(async () => {
    const modules = name === 'ejabberd@24' ? '  mod_muc_occupantid: {}' : '';
    stage = await openStage(name, {}, { ejabberd: { modules } });
    juliet = await stage.user('juliet');
    room = `cell@${stage.server.roomsDomain}`;
    await enter(juliet, room, 'juliet');
    const path = `/v1/rooms/${encodeURIComponent(room)}/identities/friar`;
    const headers = { prefer: 'wait=15' };
    const { status, text } = await stage.api.call('PUT', path, {}, { headers });
    expect(status, text).toBeLessThan(300);
  });
  afterAll(() => stage.close());

  const send = (body: string, expectOccupantId: string) =>
    stage.api.post('/v1/messages', {
      ...{ from: 'friar', to: `${room}/juliet`, type: 'chat', body, expectOccupantId },
    });

  const hasIds = HAVE_IDS.includes(name);
  if (hasIds)
    it('arrives, and goes to nobody else', async () => {
      const events = stage.events();
      const heard = events.next(({ data }) => 'body' in data && data.body === 'It is I');
      await say(juliet, room, 'It is I');
      const { data } = (await heard) as Extract<EventEnvelope, { type: 'message.received' }>;
      const { occupantId = '' } = data.room ?? {};
      const other = await send('Not for you', 'somebody');
      expect(other.status, other.text).toBe(409);
      expect((other.json as ProblemBody).detail).toContain('somebody else by now');
      const sent = await send(DRINK, occupantId);
      expect(sent.status, sent.text).toBe(202);
      await juliet.waitFor(
        ({ body, attributes }) => body === DRINK && attributes['type'] === 'chat',
      );
      expect(juliet.received.filter(({ body }) => body === 'Not for you')).toEqual([]);
    });

  if (!hasIds)
    it('is refused, with what to add', async () => {
      const { status, json, text } = await send(DRINK, 'somebody');
      expect(status, text).toBe(501);
      expect(json).toMatchObject({ code: 'feature-missing' });
      expect((json as ProblemBody).detail).toContain('mod_muc_occupantid');
    });
});
