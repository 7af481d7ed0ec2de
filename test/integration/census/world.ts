/** Two replicas, a real server, users, a room, receivers: all that the operations and stanzas of the census need. */
import type { ApiClient } from '../../support/api-client.ts';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { startEjabberd } from '../../support/ejabberd.ts';
import { startProsody } from '../../support/prosody.ts';
import { startRedis, type RedisServer } from '../../support/redis.ts';
import { readKeys } from '../../support/redis-keys.ts';
import type { StoredKey } from '../../support/key-census.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { enter } from '../spine/rooms.ts';

export interface World {
  readonly server: XmppServer;
  readonly redis: RedisServer;
  readonly bridges: readonly [BridgeProcess, BridgeProcess];
  readonly api: ApiClient;
  readonly juliet: XmppClient;
  readonly romeo: XmppClient;
  /** In which both are. */
  readonly room: string;
  /** Accepts all. */
  readonly receiver: WebhookReceiver;
  /** Refuses all. */
  readonly refuser: WebhookReceiver;
  /** Every key that was ever seen, as it was last seen, and now. */
  seen(): Promise<readonly StoredKey[]>;
  close(): Promise<void>;
}

export const BOT = 'bot@bridge.example.org';
export const API_KEY = 'the-key-of-the-census';

/** Bytes of a stanza; the server ends the stream because of a larger one. */
export const SERVER_LIMIT = 20_000;

const LOOK_MS = 50;

/** `linkMode`: which replicas have a link. */
export async function openWorld(
  kind: XmppServer['kind'],
  linkMode: 'leader' | 'all',
): Promise<World> {
  const [server, redis, receiver, refuser] = await Promise.all([
    kind === 'prosody'
      ? startProsody({
          extraConfig: `component_stanza_size_limit = ${SERVER_LIMIT}`,
          componentConfig: `Component "pubsub.example.org" "pubsub"\nadmins = { "${BOT}" }`,
        })
      : startEjabberd({ componentStanzaLimit: SERVER_LIMIT }),
    startRedis(),
    startWebhookReceiver(),
    startWebhookReceiver({ status: 500 }),
  ]);
  const start = () =>
    startBridge({
      ...{ server, redisUrl: redis.url, apiKey: API_KEY },
      env: {
        BRIDGE_LINK_MODE: linkMode,
        BRIDGE_RETENTION: '2s',
        BRIDGE_WEBHOOK_SCHEDULE: '0s,300ms',
        BRIDGE_LOOP_WINDOW: '1s',
        BRIDGE_PROVISION: 'test/integration/census/provision.yaml',
      },
    });
  const bridges = [await start(), await start()] as const;
  const [juliet, romeo] = await Promise.all(
    ['juliet', 'romeo'].map((user) => connectClient({ server, user })),
  );
  const room = `balcony@${server.roomsDomain}`;
  await enter(juliet!, room, 'juliet');
  await enter(romeo!, room, 'romeo');
  const watch = watchKeys(redis);
  return {
    ...{ server, redis, bridges, api: bridges[0].api, room, receiver, refuser },
    seen: () => watch.seen(),
    ...{ juliet: juliet!, romeo: romeo! },
    async close() {
      await watch.stop();
      await Promise.all([juliet!.close(), romeo!.close(), receiver.stop(), refuser.stop()]);
      await Promise.all(bridges.map((bridge) => bridge.stop()));
      await Promise.all([server.stop(), redis.stop()]);
    },
  };
}

/** Some live for less than a second. */
function watchKeys({ url }: RedisServer) {
  const seen = new Map<string, StoredKey>();
  const stopping = new AbortController();
  const look = async () => {
    for (const key of await readKeys(url)) seen.set(key.key, key);
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  return {
    async seen() {
      await look();
      return [...seen.values()];
    },
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
