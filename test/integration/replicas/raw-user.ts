/**
 * A user on a bare socket, for load: notes id and body of each message as it arrives, and logs in again when its
 * server was restarted. Unlike test/support/xmpp-client.ts it builds no trees.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';

export interface Arrival {
  readonly id: string;
  /** `error` for a bounce. */
  readonly type: string;
  readonly body: string;
  /** By `performance.now()`. */
  readonly at: number;
}

export interface RawUser {
  readonly jid: string;
  /** Every message in order of its arrival. */
  readonly arrivals: readonly Arrival[];
  /** The whole text of each iq, and of each message without a body: receipts, markers. */
  readonly others: readonly string[];
  /** With the whole text of each message and iq from now on. */
  each(listener: (stanza: string) => void): void;
  write(xml: string): void;
  /** Whether there is a session, as far as is known here. */
  isOnline(): boolean;
  arrived(body: string, timeout?: number): Promise<Arrival>;
  /** A new session: the server hands over what it has kept for the next one. */
  logInAgain(): Promise<void>;
  close(): void;
}

export interface RawUserOptions {
  readonly server: Pick<XmppServer, 'domain' | 'c2sPort' | 'users'>;
  readonly user: string;
}

const RELOGIN_MS = 50;

export async function connectRawUser(options: RawUserOptions): Promise<RawUser> {
  const arrivals: Arrival[] = [];
  const others: string[] = [];
  const listeners: ((stanza: string) => void)[] = [];
  let socket: Socket | undefined;
  let closing = false;

  const take = (stanza: string, name: string) => {
    const arrival = name === 'message' ? arrivalOf(stanza) : undefined;
    if (arrival === undefined) others.push(stanza);
    else arrivals.push(arrival);
    for (const listener of listeners) listener(stanza);
  };
  const session = async () => {
    socket = await logIn(options, take);
    await new Promise((resolve) => socket?.once('close', resolve));
  };
  const live = async () => {
    while (!closing) {
      await session().catch(() => undefined);
      await sleep(RELOGIN_MS);
    }
  };
  void live();
  await until(() => socket, { timeout: 20_000, message: `${options.user} to log in` });
  return {
    jid: `${options.user}@${options.server.domain}`,
    arrivals,
    others,
    each: (listener) => void listeners.push(listener),
    write: (xml) => void socket?.write(xml),
    isOnline: () => socket?.writable === true,
    arrived: (body, timeout = 20_000) =>
      until(() => arrivals.findLast((arrival) => arrival.body === body), {
        timeout,
        message: () => `“${body}” to arrive; ${arrivals.length} messages did`,
      }),
    logInAgain: async () => {
      const last = socket;
      last?.end('</stream:stream>');
      await until(() => socket !== last, { message: `${options.user} to log in again` });
    },
    close: () => {
      closing = true;
      socket?.end('</stream:stream>');
    },
  };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

function arrivalOf(message: string): Arrival | undefined {
  const body = /<body>(.*?)<\/body>/s.exec(message)?.[1];
  if (body === undefined) return undefined;
  return {
    id: attributeOf(message, 'id') ?? '',
    type: attributeOf(message, 'type') ?? 'normal',
    body: body.replace(/&(lt|gt|amp);/g, (all, name: string) => ENTITIES[name] ?? all),
    at: performance.now(),
  };
}

/** An attribute of the stanza itself. */
export function attributeOf(stanza: string, name: string): string | undefined {
  const head = stanza.slice(0, stanza.indexOf('>'));
  return new RegExp(`\\s${name}=(['"])(.*?)\\1`).exec(head)?.[2];
}

/** A whole message or iq with something in it; ours nest none. */
const STANZA = /<(message|iq)(?=[\s>])[^>]*[^/]>[^]*?<\/\1>/g;

/** Makes of chunks of one stream what it finds in them. */
export function stanzaScanner(
  found: (stanza: string, name: string) => void,
): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (chunk) => {
    rest += decoder.write(chunk);
    let end = 0;
    for (const match of rest.matchAll(STANZA)) {
      const [stanza, name = ''] = match;
      found(stanza, name);
      end = match.index + stanza.length;
    }
    rest = rest.slice(end);
  };
}

async function logIn(
  options: RawUserOptions,
  take: (stanza: string, name: string) => void,
): Promise<Socket> {
  const { server, user } = options;
  const socket = connect(server.c2sPort, '127.0.0.1').setNoDelay(true);
  socket.on('error', () => undefined);
  // A server that is killed as it says hello leaves nothing to wait for.
  socket.setTimeout(5_000, () => socket.destroy());
  const password = server.users.find(({ name }) => name === user)?.password ?? '';
  const credentials = Buffer.from(`\0${user}\0${password}`).toString('base64');
  const header =
    `<?xml version='1.0'?><stream:stream to='${server.domain}' version='1.0' ` +
    `xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
  const sasl = `xmlns='urn:ietf:params:xml:ns:xmpp-sasl'`;
  const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>raw</resource></bind>`;
  await ask(socket, header, '</stream:features>');
  await ask(socket, `<auth ${sasl} mechanism='PLAIN'>${credentials}</auth>`, '<success');
  await ask(socket, header, '</stream:features>');
  await ask(socket, `<iq type='set' id='bind'>${bind}</iq>`, '</iq>');
  socket.setTimeout(0);
  // What waited for the user comes right behind its presence.
  socket.on('data', stanzaScanner(take));
  socket.write('<presence/>');
  return socket;
}

/** Writes, and waits until the answer holds a text. */
function ask(socket: Socket, text: string, expected: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const settle = (settled: () => void) => {
      socket.off('data', read).off('close', closed);
      settled();
    };
    const read = (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(expected)) settle(resolve);
    };
    const closed = () => settle(() => reject(new Error(`closed before ${expected}: ${seen}`)));
    socket.on('data', read).on('close', closed);
    socket.write(text);
  });
}
