/** A fake server and a real link to it, and the end of both after each test. */
import { afterEach } from 'vitest';
import { childNamed, textOf } from '../../src/core/element.ts';
import type { XmlElement } from '../../src/core/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import type { FakeConnection } from './fake-connection.ts';
import { serves } from './fake-server-scripts.ts';
import { startFakeServer } from './fake-server.ts';
import type { FakeServer, Script } from './fake-server.ts';
import { SHORT_TIMINGS, superviseLink } from './supervised-link.ts';
import type { LinkOptions, SupervisedLink } from './supervised-link.ts';

export const DOMAIN = 'bridge.example.org';

export interface OnlineLink extends SupervisedLink {
  readonly server: FakeServer;
  /** The server's end of the link. */
  readonly connection: FakeConnection;
}

/** Call once per file, outside of any test. */
export function linkStage() {
  const endings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function serverWith(script: Script, port = 0): Promise<FakeServer> {
    const server = await startFakeServer({ script, port });
    endings.push(() => server.stop());
    return server;
  }

  function linkTo(service: string, options: Partial<LinkOptions> = {}): SupervisedLink {
    const supervised = superviseLink({ service, timings: SHORT_TIMINGS, ...options });
    endings.push(() => supervised.stop());
    return supervised;
  }

  /** A link that is online; by default on a server that behaves. */
  async function onlineLink(
    options: Partial<LinkOptions> = {},
    script = serves('s3cret'),
  ): Promise<OnlineLink> {
    const server = await serverWith(script);
    const supervised = linkTo(server.service, options);
    await supervised.online();
    return { ...supervised, server, connection: await server.connections.next() };
  }

  return { serverWith, linkTo, onlineLink, atEnd: (end: () => unknown) => void endings.push(end) };
}

/** A message to an identity of the bridge, as text. `attributes`: more of them. */
export function messageXml(body: string, attributes = ''): string {
  return `<message from='juliet@example.org/balcony' to='bot@${DOMAIN}' ${attributes}><body>${body}</body></message>`;
}

export function bodyOf(stanza: XmlElement): string | undefined {
  const body = childNamed(stanza, 'body', NS_CLIENT);
  return body && textOf(body);
}

/** Shows that the link still lives: what is sent after the trouble arrives. */
export async function proveAlive(
  connection: FakeConnection,
  { stanzas }: Pick<SupervisedLink, 'stanzas'>,
): Promise<void> {
  await connection.write(messageXml('still there?'));
  await stanzas.next((stanza) => bodyOf(stanza) === 'still there?');
}
