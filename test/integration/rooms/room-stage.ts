/** One real XMPP server, one Redis and the bridges on it, shared by the tests of a file. */
import type { EventEnvelope, RoomMembershipBody } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import type { Inbox } from '../../support/inbox.ts';
import { startRedis } from '../../support/redis.ts';
import { startServer, type NamedServerOptions, type ServerName } from '../../support/servers.ts';
import { until } from '../../support/until.ts';
import { connectClient, type Received, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { startReplicas, type Replicas } from '../replicas/replicas.ts';
import { followEvents } from '../spine/event-feed.ts';

export interface Answer {
  readonly status: number;
  readonly item: RoomMembershipBody;
}

export interface RoomStage {
  readonly server: XmppServer;
  readonly replicas: Replicas;
  readonly api: ApiClient;
  readonly events: Inbox<EventEnvelope>;
  user(name: string, resource?: string): Promise<XmppClient>;
  /** A room that does not exist yet. */
  newRoom(name?: string): string;
  /** Waits until it has settled. */
  put(room: string, identity: string, body?: object): Promise<Answer>;
  get(room: string, identity: string): Promise<Answer>;
  leave(room: string, identity: string): Promise<number>;
  isState(room: string, identity: string, state: string, timeout?: number): Promise<void>;
  say(room: string, identity: string, body: string, more?: object): Promise<string>;
  isStatus(id: string, status: string): Promise<Record<string, unknown>>;
  /** The bridge that leads is killed; the other one has the link when it resolves. */
  killLeader(): Promise<BridgeProcess>;
  close(): Promise<void>;
}

const pathOf = (room: string, identity: string) =>
  `/v1/rooms/${encodeURIComponent(room)}/identities/${identity}`;

export async function openRoomStage(
  kind: ServerName,
  {
    mode = 'leader',
    replicas: count = 2,
    ...options
  }: NamedServerOptions & { readonly mode?: string; readonly replicas?: number } = {},
): Promise<RoomStage> {
  const [server, redis] = await Promise.all([startServer(kind, options), startRedis()]);
  const env = { BRIDGE_LINK_MODE: mode, BRIDGE_LOG_LEVEL: process.env['ROOMS_LOG'] ?? 'info' };
  const replicas = await startReplicas(count, { server, redisUrl: redis.url, env });
  const alive = () => replicas.bridges.find((bridge) => bridge.running()) ?? replicas.bridges[0];
  const api: ApiClient = { ...replicas.bridges[0]!.api };
  for (const method of ['call', 'get', 'post', 'patch', 'delete'] as const) {
    Object.assign(api, {
      [method]: (...args: readonly unknown[]) =>
        (alive()!.api[method] as (...all: readonly unknown[]) => unknown)(...args),
    });
  }
  // Whoever reads while its replica is killed reads on from another one.
  const steady: ApiClient = {
    ...api,
    get: (...args) => api.get(...args).catch(() => steady.get(...args)),
  };
  const feed = followEvents(steady);
  const users: XmppClient[] = [];
  let rooms = 0;
  const call = async (method: string, path: string, prefer?: string, body?: object) => {
    const headers = prefer === undefined ? {} : { prefer };
    const { status, json, text } = await api.call(method, path, body, { headers });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return { status, item: json as RoomMembershipBody };
  };
  const stage: RoomStage = {
    ...{ server, replicas, api, events: feed.events },
    async user(name, resource) {
      const user = await connectClient({ server, user: name, ...(resource && { resource }) });
      users.push(user);
      return user;
    },
    newRoom: (name = 'balcony') => `${name}${(rooms += 1)}@${server.roomsDomain}`,
    put: (room, identity, body = {}) => call('PUT', pathOf(room, identity), 'wait=15', body),
    get: (room, identity) => call('GET', pathOf(room, identity)),
    leave: async (room, identity) =>
      (await call('DELETE', pathOf(room, identity), 'wait=10')).status,
    isState: async (room, identity, state, timeout = 15_000) => {
      let last = '';
      await until(
        async () => {
          const { item } = await stage.get(room, identity);
          last = JSON.stringify(item);
          return item.state === state;
        },
        { timeout, message: () => `${identity} to be ${state} in ${room}; it is ${last}` },
      );
    },
    async say(room, identity, body, more = {}) {
      const message = { from: identity, to: room, type: 'groupchat', body, ...more };
      const { status, json, text } = await api.post('/v1/messages', message);
      if (status !== 202) throw new Error(text);
      return (json as { readonly id: string }).id;
    },
    async isStatus(id, status) {
      let record: Record<string, unknown> = {};
      await until(
        async () => {
          record = (await api.get(`/v1/messages/${id}`)).json as Record<string, unknown>;
          return record['status'] === status;
        },
        {
          timeout: 15_000,
          message: () => `${id} to be ${status}; it is ${JSON.stringify(record)}`,
        },
      );
      return record;
    },
    async killLeader() {
      if (mode === 'all') {
        const other = replicas.bridges.findLast((it) => it.running())!;
        await other.kill();
        return other;
      }
      const { bridge, epoch } = await replicas.leader();
      await bridge.kill();
      await replicas.leader({ after: epoch });
      return bridge;
    },
    async close() {
      feed.stop();
      for (const user of users) await user.close();
      await replicas.stop();
      await Promise.all([server.stop(), redis.stop()]);
    },
  };
  return stage;
}

export const presencesOf = (user: XmppClient, occupant: string): readonly Received[] =>
  user.received.filter(
    ({ name, attributes }) => name === 'presence' && attributes['from'] === occupant,
  );

/** What others said as `user` heard it live. */
export const bodiesFrom = (user: XmppClient, occupant: string): readonly string[] =>
  user.received.flatMap(({ name, attributes, body }) =>
    name === 'message' && attributes['from'] === occupant && body !== undefined ? [body] : [],
  );

const ADMIN = 'http://jabber.org/protocol/muc#admin';
const OWNER = 'http://jabber.org/protocol/muc#owner';
let asked = 0;

async function ask(user: XmppClient, room: string, payload: string): Promise<void> {
  const id = `ask-${(asked += 1)}`;
  await user.send(`<iq type='set' to='${room}' id='${id}'>${payload}</iq>`);
  const answer = await user.waitFor(({ attributes }) => attributes['id'] === id);
  if (answer.attributes['type'] !== 'result') throw new Error(answer.xml);
}

export const kick = (user: XmppClient, room: string, nick: string, reason = 'Avaunt!') =>
  ask(
    user,
    room,
    `<query xmlns='${ADMIN}'><item nick='${nick}' role='none'><reason>${reason}</reason></item></query>`,
  );

export const affiliate = (user: XmppClient, room: string, jid: string, affiliation: string) =>
  ask(
    user,
    room,
    `<query xmlns='${ADMIN}'><item jid='${jid}' affiliation='${affiliation}'/></query>`,
  );

export const destroy = (user: XmppClient, room: string, alternate = '') =>
  ask(
    user,
    room,
    `<query xmlns='${OWNER}'><destroy${alternate && ` jid='${alternate}'`}/></query>`,
  );

export const configure = (user: XmppClient, room: string, fields: Record<string, string>) =>
  ask(
    user,
    room,
    `<query xmlns='${OWNER}'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>${Object.entries(
      fields,
    )
      .map(([name, value]) => `<field var='muc#roomconfig_${name}'><value>${value}</value></field>`)
      .join('')}</x></query>`,
  );
