/**
 * The yardstick "ceiling": a component on a bare socket that writes ready-made stanzas. Runs as a process of its own,
 * configured by BENCH_… variables, and told by lines what to do: `make FIRST COUNT`, then `go`.
 */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { markerText } from './marker.ts';
import { messageXml } from './message-text.ts';
import { chunksOf, writeAll } from './write-all.ts';

const { BENCH_PORT, BENCH_DOMAIN = '', BENCH_SECRET = '', BENCH_TO = '' } = process.env;
const socket = connect(Number(BENCH_PORT), '127.0.0.1');
socket.setNoDelay(true);
let chunks: readonly Buffer[] = [];

await handshake();
console.log('ready');

createInterface(process.stdin).on('line', (line) => {
  const [command, first, count] = line.split(' ');
  if (command === 'make') {
    chunks = chunksOf(stanzas(Number(first), Number(count)));
    console.log('made');
  } else {
    void writeAll(socket, chunks);
  }
});

function* stanzas(first: number, count: number): Generator<string> {
  for (let number = first; number < first + count; number += 1) {
    yield messageXml({ id: String(number), from: BENCH_DOMAIN, to: BENCH_TO }, markerText(number));
  }
}

function handshake(): Promise<void> {
  const header =
    `<?xml version='1.0'?><stream:stream to='${BENCH_DOMAIN}' ` +
    `xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'>`;
  return new Promise((resolve, reject) => {
    let seen = '';
    socket.on('data', (chunk) => {
      seen = (seen + chunk.toString()).slice(-4096);
      if (seen.includes('stream:error')) reject(new Error(seen));
      if (/<handshake\s*\/>|<\/handshake>/.test(seen)) resolve();
      const id = /<stream:stream[^>]*\sid=['"]([^'"]+)['"]/.exec(seen)?.[1];
      if (id === undefined) return;
      seen = '';
      const digest = createHash('sha1')
        .update(id + BENCH_SECRET)
        .digest('hex');
      socket.write(`<handshake>${digest}</handshake>`);
    });
    socket.on('error', reject);
    socket.write(header);
  });
}
