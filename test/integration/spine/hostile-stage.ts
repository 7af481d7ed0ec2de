/** The whole bridge against the fake server, which plays whatever script stands in it for the next connection. */
import { startBridge } from '../../support/bridge-process.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import type { FakeConnection } from '../../support/fake-connection.ts';
import { startFakeServer } from '../../support/fake-server.ts';
import type { FakeServer, Script } from '../../support/fake-server.ts';
import { servesThen } from '../../support/fake-server-scripts.ts';
import { until } from '../../support/until.ts';
import type { XmlNode } from '../../support/xml-tree.ts';
import { followEvents } from './event-feed.ts';

export const BOT = 'bot@bridge.example.org';
export const JULIET = 'juliet@example.org/balcony';

export interface HostileStage {
  readonly fake: FakeServer;
  readonly bridge: BridgeProcess;
  readonly events: ReturnType<typeof followEvents>['events'];
  /** Ends the connection, so that the script is played; waits until /readyz says why there is no link. */
  plays(script: Script, reason: RegExp): Promise<void>;
  /** The connection on which the bridge is online; a new one when it is to be prepared. */
  online(options?: { prepare?: Script }): Promise<FakeConnection>;
  /** How often the bridge has written an answer or error with this id, once it has answered what came later. */
  answers(connection: FakeConnection, id: string): Promise<XmlNode[]>;
  close(): Promise<void>;
}

export async function openHostileStage(script: Script): Promise<HostileStage> {
  const fake = await startFakeServer({ script });
  const server = {
    service: fake.service,
    componentDomain: 'bridge.example.org',
    secret: 's3cret',
  };
  const bridge = await startBridge({
    ...{ server, waitFor: '/healthz' },
    // Subscriptions are answered by nobody.
    env: { BRIDGE_IDENTITY_CONTACTS: 'none' },
  });
  const feed = followEvents(bridge.api);
  const reset = () => {
    for (const connection of fake.connections.received) connection.reset();
  };
  let pings = 0;
  let current: FakeConnection | undefined;

  return {
    ...{ fake, bridge, events: feed.events },
    async plays(next, reason) {
      fake.script = next;
      reset();
      await says(bridge, false, reason);
    },
    async online({ prepare } = {}) {
      if (current?.isOpen && prepare === undefined) return current;
      const serve = servesThen((connection) => void (current = connection), 's3cret');
      let preparing = prepare;
      fake.script = async (connection) => {
        await preparing?.(connection);
        preparing = undefined;
        await serve(connection);
      };
      const before = current;
      reset();
      await until(() => current !== before, { timeout: 25_000, message: 'a new connection' });
      await says(bridge, true, /./);
      if (current === undefined) throw new Error('it is ready without a connection');
      return current;
    },
    async answers(connection, id) {
      const ping = `proof-${++pings}`;
      await connection.write(
        `<iq id='${ping}' type='get' from='${JULIET}' to='${BOT}'><ping xmlns='urn:xmpp:ping'/></iq>`,
      );
      const said = (wanted: string) => (node: XmlNode) => node.attributes['id'] === wanted;
      await connection.stanzas.waitFor(said(ping));
      return connection.stanzas.received.filter(said(id));
    },
    async close() {
      feed.stop();
      await bridge.stop();
      await fake.stop();
    },
  };
}

/** What /readyz reports of the link; it answers 200 all the while. */
async function says(bridge: BridgeProcess, isUp: boolean, words: RegExp): Promise<void> {
  let last = '';
  const said = async () => {
    const response = await fetch(`${bridge.managementUrl}/readyz`);
    last = `${response.status} ${await response.text()}`;
    return response.ok && last.includes('"ok":false') !== isUp && words.test(last);
  };
  const message = () => `${String(words)} from /readyz, which says: ${last}`;
  await until(said, { timeout: 25_000, message });
}
