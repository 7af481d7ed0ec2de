/** One inline command to a Redis server over a plain socket: setting up servers needs no client library. */
import { connect } from 'node:net';

/** Resolves with the raw answer, for example `+PONG` or `$5\r\nhello`; arguments must not hold spaces. */
export function redisCommand(
  port: number,
  ...words: readonly (string | number)[]
): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${words.join(' ')}\r\n`));
    let answer = '';
    socket.setEncoding('utf8').setTimeout(2_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (!isWhole(answer)) return;
      resolve(answer.trimEnd());
      socket.destroy();
    });
  });
}

function isWhole(answer: string): boolean {
  const [head = '', ...rest] = answer.split('\r\n');
  if (rest.length === 0) return false;
  if (!head.startsWith('$') || head === '$-1') return true;
  return Buffer.byteLength(answer) >= head.length + 2 + Number(head.slice(1)) + 2;
}
