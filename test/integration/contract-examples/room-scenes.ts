/** Calls that bring about every answer about rooms. */
import { startBridge } from '../../support/bridge-process.ts';
import { startServer } from '../../support/servers.ts';
import { until } from '../../support/until.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import { enter, say } from '../spine/rooms.ts';
import { requestExamples } from './example-files.ts';
import type { Asked, Cast, Said, SceneTools } from './scenes.ts';

const ROOM = 'ops@rooms.example.org';
const BALCONY = 'balcony@rooms.example.org';
const OTHER_ROOMS = 'moderated.example.org';
const query = '?as=alerts';
/** A sample of what the room gives a message, as the requests of the contract have it. */
const STANZA_ID = '2026-01-31-f2a9';
const MESSAGE_ID = '01JD8Q4Z7N0V4R6T1B3X5Y7W9K';

export async function* rooms(cast: Cast, { call, examples }: SceneTools): AsyncGenerator<Said> {
  const path = { room: encodeURIComponent(ROOM) };
  const asked = { path, query };
  yield* memberships(cast, { call, examples });
  yield* examples(cast, 'createRoom', { query });
  yield* examples(cast, 'changeRoomAffiliations', asked);
  yield* examples(cast, 'setRoomAffiliation', {
    ...asked,
    path: { ...path, jid: 'paris%40example.org' },
  });
  yield await call(cast, 'getRoomAffiliation', {
    ...asked,
    path: { ...path, jid: 'juliet%40example.org' },
  });
  yield await call(cast, 'listRoomAffiliations', asked);
  await enter(cast.juliet, ROOM, 'Juliet');
  yield await call(cast, 'getRoom', asked);
  yield* examples(cast, 'configureRoom', asked);
  yield await call(cast, 'getRoomConfig', asked);
  yield await call(cast, 'listRoomOccupants', asked);
  yield* examples(cast, 'setRoomSubject', asked);
  yield* examples(cast, 'inviteToRoom', asked);
  yield* acts(cast, { call, examples }, asked);
  yield* examples(cast, 'changeRoomOccupant', { ...asked, path: { ...path, nick: 'Juliet' } });
  yield* examples(cast, 'destroyRoom', asked);
}

/** An identity comes and goes. */
async function* memberships(cast: Cast, { call, examples }: SceneTools): AsyncGenerator<Said> {
  const path = { room: encodeURIComponent(BALCONY), identity: 'alerts' };
  const settled = { path, headers: { prefer: 'wait=10' } };
  yield* examples(cast, 'putRoomMembership', { path });
  yield* examples(cast, 'putRoomMembership', settled);
  yield await call(cast, 'getRoomMembership', { path });
  yield await call(cast, 'listRooms');
  yield await call(cast, 'deleteRoomMembership', { path });
  yield await call(cast, 'deleteRoomMembership', settled);
}

/** With ids that the room has given. */
async function* acts(cast: Cast, { call }: SceneTools, asked: Asked): AsyncGenerator<Said> {
  const { bridge } = cast;
  const own = { from: 'alerts/bridge', to: ROOM, type: 'groupchat', body: 'All is well' };
  const { json } = await bridge.api.post('/v1/messages', own);
  const { id } = json as { readonly id: string };
  await until(async () => {
    const { json: record } = await bridge.api.get(`/v1/messages/${id}`);
    return (record as { readonly status: string }).status === 'delivered';
  });
  const stanzaId = await saidBy(cast.juliet);
  for (const operation of ['reactInRoom', 'retractFromRoom']) {
    for (const body of requestExamples(operation)['application/json'] ?? []) {
      const real = JSON.stringify(body).replace(STANZA_ID, stanzaId).replace(MESSAGE_ID, id);
      yield await call(cast, operation, { ...asked, body: JSON.parse(real) as unknown });
    }
  }
}

/** The id that the room gave what she said. */
async function saidBy(juliet: XmppClient, room = ROOM): Promise<string> {
  const heard = juliet.next(({ body }) => body === 'Pest!');
  await say(juliet, room, 'Pest!');
  return (await heard).node.child('stanza-id', 'urn:xmpp:sid:0')?.attributes['id'] ?? '';
}

/** On a Prosody that can. */
export async function* moderations(cast: Cast, { call }: SceneTools): AsyncGenerator<Said> {
  const server = await startServer('prosody@13', {
    prosody: {
      componentConfig: `Component "${OTHER_ROOMS}" "muc"\nmodules_enabled = { "muc_mam", "muc_moderation" }`,
    },
  });
  const bridge = await startBridge({ server });
  const juliet = await connectClient({ server, user: 'juliet' });
  const room = `ops@${OTHER_ROOMS}`;
  await bridge.api.post(`/v1/rooms${query}`, { room });
  await enter(juliet, room, 'Juliet');
  const stanzaId = await saidBy(juliet, room);
  const path = { room: encodeURIComponent(room) };
  for (const body of requestExamples('moderateMessage')['application/json'] ?? []) {
    const real = JSON.parse(JSON.stringify(body).replace(STANZA_ID, stanzaId)) as unknown;
    const said = await call({ ...cast, bridge }, 'moderateMessage', { path, query, body: real });
    yield sampledId(said, stanzaId);
  }
  await juliet.close();
  await bridge.stop();
  await server.stop();
}

function sampledId({ id, answer }: Said, real: string): Said {
  const text = answer.text.replaceAll(real, STANZA_ID);
  return { id, answer: { ...answer, text, json: JSON.parse(text) as unknown } };
}
