/** Runs the built image against a real Prosody and a real Redis: what it does, and what it is kept from. */
import assert from 'node:assert/strict';
import { apiClient } from '../support/api-client.ts';
import { freePort } from '../support/free-port.ts';
import { startProsody } from '../support/prosody.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';
import { config, startContainer } from './container.ts';
import type { Container } from './container.ts';

const server = await startProsody();
const redis = await startRedis();
const collector = await startWebhookReceiver();
const [http, management] = [await freePort(), await freePort()];
const settings = {
  BRIDGE_XMPP_SERVICE: server.service,
  BRIDGE_XMPP_DOMAIN: server.componentDomain,
  BRIDGE_XMPP_SECRET: server.secret,
  BRIDGE_API_KEY: 'a-key-for-the-test-of-the-image',
  BRIDGE_REDIS_URL: redis.url,
  BRIDGE_TRACES_URL: collector.url,
  BRIDGE_HTTP_PORT: String(http),
  BRIDGE_MANAGEMENT_PORT: String(management),
};
const api = apiClient(`http://127.0.0.1:${http}`, settings.BRIDGE_API_KEY);

async function isReady(bridge: Container): Promise<void> {
  const ready = async () => {
    assert.ok(bridge.running(), bridge.output());
    const answer = await fetch(`http://127.0.0.1:${management}/readyz`).catch(() => undefined);
    // With a link: what is heard is looked at next.
    return answer?.ok === true && !(await answer.text()).includes('"ok":false');
  };
  await until(ready, { timeout: 20_000, message: () => bridge.output() });
}

async function sendsAndHears(): Promise<void> {
  const juliet = await connectClient({ server, user: 'juliet' });
  const accepted = await api.post('/v1/messages', { to: 'juliet@example.org', body: 'Hi' });
  assert.equal(accepted.status, 202);
  await juliet.next(({ body }) => body === 'Hi');
  await juliet.send(
    `<message to="page@${server.componentDomain}" type="chat"><body>Ay me</body></message>`,
  );
  await until(async () =>
    (await api.get('/v1/events?events=message.received')).text.includes('Ay me'),
  );
  await juliet.close();
}

/** Their files are looked for only when they are asked for. */
async function showsDocs(): Promise<void> {
  for (const [path, what] of [
    ['/docs/', '<div id="swagger-ui">'],
    ['/docs/static/swagger-ui-bundle.js', 'SwaggerUIBundle'],
    ['/docs/static/swagger-ui.css', '.swagger-ui'],
    ['/openapi.json', '"/v1/messages"'],
  ] as const) {
    const { status, text } = await api.get(path, { key: null });
    assert.equal(status, 200, path);
    assert.ok(text.includes(what), path);
  }
}

function isConfined(bridge: Container): void {
  assert.match(config.User, /^[1-9]\d*:[1-9]\d*$/);
  const status = bridge.status();
  if (status === undefined) return;
  assert.match(status, new RegExp(`^Uid:\t${Number.parseInt(config.User)}\t`, 'm'));
  assert.match(status, /^CapEff:\t0+$/m);
  assert.match(status, /^NSpid:\t\d+\t1$/m);
}

async function cannotWrite(bridge: Container): Promise<void> {
  const writing = bridge.exec('node', '-e', 'fs.writeFileSync("/tmp/x", "")');
  assert.notEqual(await writing.exited, 0);
  assert.match(writing.output(), /EROFS/);
}

async function takesCommands(bridge: Container): Promise<void> {
  const shown = bridge.exec('stanza-bridge', 'print-config');
  assert.equal(await shown.exited, 0, shown.output());
  assert.match(shown.output(), /BRIDGE_XMPP_DOMAIN/);
  // As docs/operating.md says.
  await bridge.exec('node', '-e', 'process.kill(1, "SIGUSR2")').exited;
  await until(() => bridge.output().includes('the log level was changed'));
}

async function isHealthy(bridge: Container): Promise<void> {
  const [kind, ...command] = config.Healthcheck.Test;
  assert.equal(kind, 'CMD', 'there is no shell');
  const check = bridge.exec(...command);
  assert.equal(await check.exited, 0, check.output());
  const amiss = command.map((word) => word.replace('/healthz', '/amiss'));
  assert.equal(await bridge.exec(...amiss).exited, 1);
}

async function hasTraced(): Promise<void> {
  await collector.waitFor(({ raw }) => raw.includes('"sendMessage"'));
}

const bridge = await startContainer(settings);
try {
  await isReady(bridge);
  await sendsAndHears();
  console.log('sends and hears a message');
  await showsDocs();
  console.log('shows its documentation');
  isConfined(bridge);
  await cannotWrite(bridge);
  console.log(`is process 1 of user ${config.User} without capabilities, and cannot write`);
  await isHealthy(bridge);
  await takesCommands(bridge);
  console.log('takes commands and says how it is');
  assert.equal(await bridge.stop(), 0, bridge.output());
  console.log('ends on SIGTERM');
  await hasTraced();
  console.log('has sent its traces');
} finally {
  await bridge.kill();
  await collector.stop();
  await redis.stop();
  await server.stop();
}
