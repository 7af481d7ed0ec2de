/** A real XMPP user on @xmpp/client: fast, for load and for ordinary conversations. slixmpp.ts is the independent one. */
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { client, xml } from '@xmpp/client';
import type { Client, Element } from '@xmpp/client';
import { ArrivalList } from './inbox.ts';
import type { Inbox } from './inbox.ts';
import { within } from './until.ts';
import { parseXml } from './xml-tree.ts';
import type { XmlNode } from './xml-tree.ts';
import type { XmppServer } from './xmpp-server.ts';

export interface Received {
  /** `message`, `presence` or `iq`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text of `<body/>`. */
  readonly body: string | undefined;
  readonly node: XmlNode;
  readonly xml: string;
}

export interface XmppClient extends Inbox<Received> {
  /** The full JID that the server gave. */
  readonly jid: string;
  send(stanza: string | XmlNode): Promise<void>;
  close(): Promise<void>;
}

export interface ClientOptions {
  server: Pick<XmppServer, 'domain' | 'c2sPort' | 'users'>;
  user: string;
  /** Default: the one in the server's cast. */
  password?: string;
  resource?: string;
  /** Send initial presence, so that messages to the bare JID arrive; default true. */
  presence?: boolean;
}

export async function connectClient(options: ClientOptions): Promise<XmppClient> {
  const { server, user, resource } = options;
  const entity = client({
    service: `xmpp://127.0.0.1:${server.c2sPort}`,
    domain: server.domain,
    // PLAIN, because the library takes a whole second to compute the keys of SCRAM.
    credentials: (authenticate) =>
      authenticate({ username: user, password: passwordOf(options) }, 'PLAIN'),
    ...(resource === undefined ? {} : { resource }),
  });
  const arrivals = new ArrivalList<Received>(`${user}@${server.domain}`);
  const leave = calm(entity);
  const answered = answersLast(entity);
  // Without it a failed login is retried for ever.
  entity.reconnect.stop();
  entity.on('stanza', (stanza) => arrivals.add(toReceived(stanza.toString())));
  const address = await within(entity.start(), 10_000, `login of ${user}`);
  if (options.presence !== false) await entity.send(xml('presence'));
  return {
    jid: address.toString(),
    received: arrivals.received,
    waitFor: (predicate, timeout) => arrivals.waitFor(predicate, timeout),
    next: (predicate, timeout) => arrivals.next(predicate, timeout),
    send: (stanza) => {
      const element = toElement(typeof stanza === 'string' ? parseXml(stanza) : stanza);
      answered(element);
      return entity.send(element);
    },
    close: leave,
  };
}

export function passwordOf({ server, user, password }: ClientOptions): string {
  return password ?? server.users.find(({ name }) => name === user)?.password ?? `${user}-pw`;
}

/** `namespace`: of what has no xmlns. */
export function toReceived(text: string, namespace = 'jabber:client'): Received {
  const node = parseXml(text, namespace);
  const body = node.child('body', node.namespace)?.text;
  return { name: node.name, attributes: node.attributes, body, node, xml: text };
}

/**
 * Takes the edges off the library: it tears characters apart that arrive in two packets, crashes on data that arrives
 * while it closes, and answers pings on a socket that is gone. Returns the way to leave.
 */
function calm(entity: Client): () => Promise<void> {
  const decoder = new StringDecoder('utf8');
  let closing = false;
  const write = entity.write.bind(entity);
  entity._onData = (data) => entity.parser?.write(decoder.write(data));
  entity.write = (text) => (entity.socket === null && closing ? Promise.resolve() : write(text));
  entity.on('error', () => undefined);
  entity.prependListener('element', withoutStreamManagement);
  return async () => {
    closing = true;
    await within(entity.stop(), 5_000, 'logout').catch(() => entity.socket?.destroy?.());
  };
}

/** What a test answers, it answers by then. */
const LIBRARY_WAITS_MS = 50;

/**
 * COMPAT: the library answers each request that it does not know with `service-unavailable`, at the same time as a test that
 * answers it; the faster one counted. Returns what tells it of a test's stanza.
 */
function answersLast(entity: Client): (stanza: Element) => void {
  const answers = new Set<string>();
  entity.middleware.use(async ({ stanza }, next) => {
    if (stanza.name !== 'iq' || isAnswer(stanza)) return next();
    await sleep(LIBRARY_WAITS_MS);
    return answers.delete(keyOf(stanza.attrs['from'], stanza))
      ? new Promise(() => undefined)
      : next();
  });
  return (stanza) => {
    if (stanza.name === 'iq' && isAnswer(stanza)) answers.add(keyOf(stanza.attrs['to'], stanza));
  };
}

const isAnswer = ({ attrs }: Element) => ['result', 'error'].includes(attrs['type'] ?? '');
const keyOf = (who = '', { attrs }: Element) => `${who} ${attrs['id']}`;

/**
 * COMPAT: the library miscounts what arrives together with the answer to its `enable`; the server then ends the stream
 * because more, or less, was acknowledged than it has sent. A server that does not offer it is not asked.
 */
function withoutStreamManagement(element: Element): void {
  if (element.name !== 'stream:features') return;
  const isOffer = (child: Element | string) =>
    typeof child !== 'string' && child.attrs['xmlns'] === 'urn:xmpp:sm:3';
  element.children = element.children.filter((child) => !isOffer(child));
}

function toElement(node: XmlNode, outer = 'jabber:client'): Element {
  const attributes: Record<string, string> = {};
  if (node.namespace !== outer) attributes['xmlns'] = node.namespace;
  Object.entries(node.attributes).forEach(([key, value], index) => {
    const [, uri, local] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
    if (uri !== undefined) attributes[`xmlns:a${index}`] = uri;
    attributes[uri === undefined ? key : `a${index}:${local ?? ''}`] = value;
  });
  const children = node.children.map((child) =>
    typeof child === 'string' ? child : toElement(child, node.namespace),
  );
  return xml(node.name, attributes, ...children);
}
