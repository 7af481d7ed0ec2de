/** What a peer said last, where a write meets the reset behind it. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unreadText } from '../../../src/link/component/unread.ts';

let server: Server;
let ours: Socket;
let theirs: Socket;

beforeEach(async () => {
  // A peer that reads nothing: whoever closes with something unread resets the connection.
  server = createServer({ pauseOnConnect: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ours = connect((server.address() as AddressInfo).port, '127.0.0.1');
  ours.on('error', () => undefined);
  [theirs] = (await once(server, 'connection')) as [Socket];
  await new Promise((resolve) => ours.write('unread', resolve));
});
afterEach(() => {
  ours.destroy();
  theirs.destroy();
  server.close();
});

/** The peer speaks and closes, and we write, before the event loop could have read anything. */
function unreadAfterFailedWrite(said: string): Promise<string> {
  if (said !== '') theirs.write(said);
  theirs.destroy();
  return new Promise((resolve, reject) => {
    ours.write('more', (error) => {
      if (error) resolve(unreadText(ours));
      else reject(new Error('the write did not fail'));
    });
  });
}

test('what a peer said before it closed is read though a write failed', async () => {
  const heard: string[] = [];
  ours.setEncoding('utf8').on('data', (text) => heard.push(String(text)));
  expect(await unreadAfterFailedWrite('<stream:error/>')).toBe('<stream:error/>');
  expect(heard, 'Node read it itself: this file may go').toEqual([]);
});

test('more than one chunk of it is read whole', async () => {
  const long = `${'x'.repeat(70_000)}é`;
  const read = await unreadAfterFailedWrite(long);
  expect([read.length, read.at(-1)]).toEqual([70_001, 'é']);
});

test('it is empty where the peer said nothing', async () => {
  expect(await unreadAfterFailedWrite('')).toBe('');
});

test('it is empty for a socket that is closed', () => {
  ours.destroy();
  expect(unreadText(ours)).toBe('');
});
