/** Rooms with identities of the bridge and foreign users in them. */
import type { ApiClient } from '../../support/api-client.ts';
import { until } from '../../support/until.ts';
import type { Received, XmppClient } from '../../support/xmpp-client.ts';

const MUC = 'http://jabber.org/protocol/muc';

export interface RoomSide {
  readonly api: ApiClient;
  readonly componentDomain: string;
  readonly room: string;
}

/** Resolves when `watcher`, who is in the room, sees the identity come in. */
export async function joinAs(
  { api, componentDomain, room }: RoomSide,
  name: string,
  watcher: XmppClient,
  nick = name,
): Promise<void> {
  const presence = { from: `${name}@${componentDomain}`, to: `${room}/${nick}`, muc: {} };
  const before = watcher.received.length;
  const { status, text } = await api.post('/v1/presence', presence);
  if (status !== 202) throw new Error(text);
  await appears(watcher, `${room}/${nick}`, before, undefined);
}

export async function leaveAs(
  { api, componentDomain, room }: RoomSide,
  name: string,
  watcher: XmppClient,
): Promise<void> {
  const before = watcher.received.length;
  const to = `${room}/${name}`;
  const from = `${name}@${componentDomain}`;
  await api.post('/v1/presence', { from, to, type: 'unavailable' });
  await appears(watcher, to, before, 'unavailable');
}

async function appears(
  watcher: XmppClient,
  occupant: string,
  before: number,
  type: string | undefined,
): Promise<void> {
  const isIt = ({ name, attributes }: Received) =>
    name === 'presence' && attributes['from'] === occupant && attributes['type'] === type;
  await until(() => watcher.received.slice(before).some(isIt), { message: `${occupant} to show` });
}

export async function enter(user: XmppClient, room: string, nick: string): Promise<void> {
  await user.send(`<presence to='${room}/${nick}'><x xmlns='${MUC}'/></presence>`);
  await user.waitFor(
    ({ name, attributes, node }) =>
      name === 'message' &&
      attributes['from']?.split('/')[0] === room &&
      node.child('subject', node.namespace) !== undefined,
  );
  // ejabberd keeps a new room locked until it is configured.
  await user.send(
    `<iq to='${room}' type='set' id='unlock'><query xmlns='${MUC}#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>`,
  );
  await user.waitFor(({ attributes }) => attributes['id'] === 'unlock');
}

export function say(user: XmppClient, room: string, body: string, id = body): Promise<void> {
  return user.send(
    `<message to='${room}' type='groupchat' id='${id}'><body>${body}</body></message>`,
  );
}

/** What an occupant has said, as `user` heard it live. */
export function saidBy(user: XmppClient, occupant: string): readonly string[] {
  return user.received
    .filter(
      ({ name, attributes }) =>
        name === 'message' && attributes['type'] === 'groupchat' && attributes['from'] === occupant,
    )
    .flatMap(({ body }) => body ?? []);
}
