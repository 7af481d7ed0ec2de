/** Runs the built image against a real Prosody: a message each way, an unwritable file system, no root. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { apiClient } from '../support/api-client.ts';
import { startChild } from '../support/child.ts';
import { freePort } from '../support/free-port.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import { connectClient } from '../support/xmpp-client.ts';

const { IMAGE_ROOT: root, IMAGE_RUN: run = '', IMAGE: image = '' } = process.env;

const server = await startProsody();
const [http, management] = [await freePort(), await freePort()];
const settings: Record<string, string> = {
  BRIDGE_XMPP_SERVICE: server.service,
  BRIDGE_XMPP_DOMAIN: server.componentDomain,
  BRIDGE_XMPP_SECRET: server.secret,
  BRIDGE_API_KEY: 'a-key-for-the-test-of-the-image',
  BRIDGE_HTTP_PORT: String(http),
  BRIDGE_MANAGEMENT_PORT: String(management),
};

/** A command inside the image, as its user. */
function inside(...command: string[]) {
  const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  if (root === undefined) {
    const [engine = 'docker', ...args] = run.split(' ');
    return startChild(engine, [...args, ...set.flatMap((it) => ['--env', it]), image, ...command]);
  }
  const env = ['/usr/bin/env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin', ...set];
  return startChild('chroot', ['--userspec=1000:1000', root, ...env, ...command]);
}

const bridge = inside('node', '/app/dist/main.js');
try {
  const url = `http://127.0.0.1:${management}/readyz`;
  await until(
    async () => {
      assert.ok(bridge.running(), bridge.output());
      return (await fetch(url).catch(() => undefined))?.ok;
    },
    { timeout: 20_000, message: () => bridge.output() },
  );
  const api = apiClient(`http://127.0.0.1:${http}`, settings['BRIDGE_API_KEY'] ?? '');
  const juliet = await connectClient({ server, user: 'juliet' });
  const accepted = await api.post('/v1/messages', { to: 'juliet@example.org', body: 'Hi' });
  assert.equal(accepted.status, 202);
  await juliet.next(({ body }) => body === 'Hi');
  console.log('sends a message');

  await juliet.send(
    `<message to="page@${server.componentDomain}" type="chat"><body>Ay me</body></message>`,
  );
  await until(async () =>
    (await api.get('/v1/events?events=message.received')).text.includes('Ay me'),
  );
  await juliet.close();
  console.log('hears a message');

  if (root !== undefined) {
    const status = readFileSync(`/proc/${bridge.pid}/status`, 'utf8');
    assert.match(status, /^Uid:\t1000\t/m);
  }
  const writing = inside('node', '-e', 'fs.writeFileSync("/app/x", "")');
  assert.notEqual(await writing.exited, 0);
  assert.match(writing.output(), /EROFS|read-only|EACCES/);
  console.log('runs as nobody in particular, and cannot write');

  const doctor = inside('stanza-bridge', 'print-config');
  assert.equal(await doctor.exited, 0, doctor.output());
  console.log('has its command in the path');

  assert.equal(await bridge.stop(), 0);
  console.log('ends on SIGTERM');
} finally {
  await bridge.kill();
  await server.stop();
}
