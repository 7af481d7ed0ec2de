/** A real XMPP user on a bare socket: counts marked messages by a scan of the bytes, and writes prepared stanzas. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { within } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { markerScanner } from './marker.ts';
import { writeAll } from './write-all.ts';

export interface C2sCounter {
  /** The user's bare JID. */
  readonly jid: string;
  /** Resolves when the socket has taken all of it. */
  write(chunks: readonly Buffer[]): Promise<void>;
  close(): void;
}

export interface C2sOptions {
  readonly server: Pick<XmppServer, 'domain' | 'c2sPort' | 'users'>;
  readonly user: string;
  /** Called with the number of each marker that comes in. */
  readonly found: (number: number) => void;
}

const LOGIN_MS = 10_000;

export async function connectCounter(options: C2sOptions): Promise<C2sCounter> {
  const { server, user, found } = options;
  const socket = connect(server.c2sPort, '127.0.0.1');
  socket.setNoDelay(true);
  await within(logIn(socket, options), LOGIN_MS, `${user} to log in`);
  socket.on('data', markerScanner(found));
  return {
    jid: `${user}@${server.domain}`,
    write: (chunks) => writeAll(socket, chunks),
    close: () => void socket.end('</stream:stream>'),
  };
}

async function logIn(socket: Socket, { server, user }: C2sOptions): Promise<void> {
  const password = server.users.find(({ name }) => name === user)?.password ?? '';
  const credentials = Buffer.from(`\0${user}\0${password}`).toString('base64');
  const header =
    `<?xml version='1.0'?><stream:stream to='${server.domain}' version='1.0' ` +
    `xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
  const sasl = `xmlns='urn:ietf:params:xml:ns:xmpp-sasl'`;
  const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind>`;
  await ask(socket, header, '</stream:features>');
  await ask(socket, `<auth ${sasl} mechanism='PLAIN'>${credentials}</auth>`, '<success');
  await ask(socket, header, '</stream:features>');
  await ask(socket, `<iq type='set' id='bind'>${bind}</iq>`, '</iq>');
  await ask(socket, '<presence/>', '<presence');
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
      if (seen.includes('<failure')) settle(() => reject(new Error(`refused: ${seen}`)));
      else if (seen.includes(expected)) settle(resolve);
    };
    const closed = () => settle(() => reject(new Error(`closed before ${expected}: ${seen}`)));
    socket.on('data', read).on('close', closed);
    socket.on('error', () => undefined);
    socket.write(text);
  });
}
