/** A keep-alive HTTP/1.1 connection that sends prepared bytes and reads no more of an answer than its status and end. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  /** 0 when the connection ended instead. */
  readonly status: number;
  /** Header and body as they came. */
  readonly bytes: Buffer;
}

export interface HttpWire {
  /** One at a time. The bytes may be changed once `answered` was called. */
  send(bytes: Buffer, answered: (answer: Answer) => void): void;
  close(): void;
}

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const NOTHING = Buffer.alloc(0);

export async function openWire(port: number): Promise<HttpWire> {
  let waiting: ((answer: Answer) => void) | undefined;
  let bytes: Buffer = NOTHING;
  let socket: Socket;

  const answer = (status: number) => {
    const [answered, seen] = [waiting, bytes];
    waiting = undefined;
    bytes = NOTHING;
    answered?.({ status, bytes: seen });
  };
  const open = async () => {
    socket = await connected(port);
    socket.on('data', (chunk) => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const status = statusOf(bytes);
      if (status !== undefined) answer(status);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (waiting !== undefined) answer(0);
    });
  };
  await open();
  return {
    send(request, answered) {
      waiting = answered;
      if (!socket.destroyed && socket.writable) socket.write(request);
      // Closed while idle, which a server may do: this request goes over a new connection.
      else
        void open().then(
          () => socket.write(request),
          () => answer(0),
        );
    },
    close: () => void socket.destroy(),
  };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

/** The status once the answer is whole. */
function statusOf(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const whole =
    length !== undefined
      ? bytes.length >= headEnd + HEAD_END.length + Number(length)
      : bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
  return whole ? Number(head.slice(9, 12)) : undefined;
}
