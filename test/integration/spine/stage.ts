/** One real XMPP server, one bridge with the memory store, and whoever a test calls onto the stage. */
import type { EventEnvelope, WebhookToCreate } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import type { Inbox } from '../../support/inbox.ts';
import { needs } from '../../support/need.ts';
import { kindOf, SERVER_NAMES, startServer } from '../../support/servers.ts';
import type { NamedServerOptions, ServerName } from '../../support/servers.ts';
import { connectSlixmpp } from '../../support/slixmpp.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import type { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { connectClient } from '../../support/xmpp-client.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { followEvents } from './event-feed.ts';

/** Both are to treat the bridge alike. */
export const SERVERS = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;

/** The same, and the versions of the next Debian, as far as they are there. */
export const ALL_SERVERS = SERVER_NAMES.map((name) => ({ name, kind: kindOf(name) })).filter(
  ({ name }) => needs(name),
);

export interface Stage {
  readonly server: XmppServer;
  readonly bridge: BridgeProcess;
  readonly api: ApiClient;
  user(name: string, resource?: string): Promise<XmppClient>;
  slixmpp(name: string): Promise<XmppClient>;
  /** Everything that stands in the event log and comes into it. */
  events(): Inbox<EventEnvelope>;
  /** A receiver that is subscribed. */
  webhook(
    terms: Pick<WebhookToCreate, 'events'> & Partial<WebhookToCreate>,
    answer?: WebhookReceiver['answer'],
  ): Promise<WebhookReceiver>;
  close(): Promise<void>;
}

type Leaver = () => unknown;

export async function openStage(
  name: ServerName,
  env: Record<string, string> = {},
  options: NamedServerOptions = {},
): Promise<Stage> {
  const server = await startServer(name, options);
  const bridge = await startBridge({ server, env });
  const { api } = bridge;
  const leavers: Leaver[] = [];
  const staying = (client: XmppClient) => {
    leavers.push(() => client.close());
    return client;
  };
  return {
    ...{ server, bridge, api },
    user: async (user, resource) =>
      staying(await connectClient({ server, user, ...(resource && { resource }) })),
    slixmpp: async (user) => staying(await connectSlixmpp({ server, user })),
    events() {
      const feed = followEvents(api);
      leavers.push(feed.stop);
      return feed.events;
    },
    async webhook(terms, answer) {
      const receiver = await startWebhookReceiver(answer);
      leavers.push(() => receiver.stop());
      const created = await api.post('/v1/webhooks', { url: receiver.url, ...terms });
      if (created.status !== 201) throw new Error(created.text);
      return receiver;
    },
    async close() {
      for (const leave of leavers.splice(0)) await leave();
      await bridge.stop();
      await server.stop();
    },
  };
}
