/** Ready scripts for the fake server: how a server may treat a component, from well to very badly. */
import type { FakeConnection } from './fake-connection.ts';
import type { Script } from './fake-server.ts';
import { escapeAttribute, writeXml } from './xml-tree.ts';
import type { XmlNode } from './xml-tree.ts';

/** Accepts the connection and never says a word. */
export const silent: Script = () => undefined;

/** Opens the stream and leaves the handshake without an answer. */
export const ignoresHandshake: Script = (connection) => connection.openStream();

/** Refuses the handshake, as for a wrong secret. */
export const refusesSecret: Script = async (connection) => {
  await connection.openStream();
  await connection.stanzas.waitFor(({ name }) => name === 'handshake');
  await connection.streamError('not-authorized', 'Given token does not match calculated token');
};

/** Says that this component is connected already, as Prosody does with `kick_new`. */
export const conflicts: Script = async (connection) => {
  await connection.openStream();
  await connection.stanzas.waitFor(({ name }) => name === 'handshake');
  await connection.streamError('conflict', 'Component already connected');
};

/** Takes the login, then routes like a server: what the component sends to its own domain comes back to it. */
export const serves =
  (secret?: string): Script =>
  async (connection) => {
    await connection.login(secret);
    routeBack(connection);
  };

/** As `serves`, and then whatever a test wants to do to a component that is online. */
export const servesThen =
  (then: (connection: FakeConnection) => Promise<void> | void, secret?: string): Script =>
  async (connection) => {
    await connection.login(secret);
    routeBack(connection);
    await then(connection);
  };

/**
 * Returns to the component what it addresses to its own domain, and answers its pings to others. Everything else only
 * lands in `connection.stanzas`.
 */
function routeBack(connection: FakeConnection): void {
  const reply = (text: string) => void connection.write(text).catch(() => undefined);
  const handle = (node: XmlNode) => {
    const { to = '', from = '', id = '', type } = node.attributes;
    const host = to.replace(/^[^@/]*@/, '').replace(/\/.*$/s, '');
    if (host === connection.domain) reply(writeXml(node, 'jabber:component:accept'));
    else if (node.child('ping', 'urn:xmpp:ping') && type === 'get') {
      const attributes = { type: 'result', id, to: from, from: to };
      const parts = Object.entries(attributes).map(([k, v]) => `${k}="${escapeAttribute(v)}"`);
      reply(`<iq ${parts.join(' ')}/>`);
    }
  };
  connection.stanzas.each(handle);
}
