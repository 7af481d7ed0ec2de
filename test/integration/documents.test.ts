import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/settings.ts';
import type { PresencePage } from '../../src/contract/schemas.ts';
import { readContract } from '../../src/contract/document.ts';
import { createContract } from '../../src/contract/checks.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startChild } from '../support/child.ts';
import { blockOf, blocksOf, documents, settingsIn, type Block } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { kindOf, SERVER_NAMES, startServer } from '../support/servers.ts';
import { tempDir } from '../support/temp-dir.ts';
import { enter, saidBy, say } from './spine/rooms.ts';
import { until } from '../support/until.ts';
import { connectClient, type XmppClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const everyBlock = documents().flatMap(blocksOf);
const commands = everyBlock.filter(({ text }) => text.startsWith('curl '));

describe.runIf(needs('prosody'))('every curl of the documentation', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let sent: string;
  let device: { close(): Promise<void> };
  const folder = tempDir('documents');

  beforeAll(async () => {
    server = await startProsody({
      modules: ['adhoc', 'admin_adhoc'],
      extraConfig: 'admins = { "bridge.example.org" }',
      componentConfig: `Component "pubsub.example.org" "pubsub"\nadmins = { "alerts@bridge.example.org" }`,
    });
    bridge = await startBridge({ server, env: { BRIDGE_MOD_REST: 'enabled' } });
    const { json } = await bridge.api.post('/v1/messages', { to: 'romeo@example.org', body: 'Hi' });
    sent = (json as { readonly id: string }).id;
    device = await deviceOf(server);
    const contact = '/v1/identities/ops/contacts/juliet@example.org';
    await bridge.api.call('PUT', contact, { want: 'both' });
    await until(async () => {
      const { json } = await bridge.api.get('/v1/identities/ops/presences?available=true');
      return (json as PresencePage).items.length > 0;
    });
  });
  afterAll(async () => {
    await device.close();
    await bridge.stop();
    await server.stop();
    folder.remove();
  });

  /** A key of exactly the scopes that the contract names for what is called; only the bootstrap key may create any key. */
  async function keyFor(block: Block): Promise<string> {
    if (!block.text.includes('$KEY')) return '';
    const scopes = scopesOf(block.text);
    if (scopes.includes('keys:manage')) return bridge.apiKey;
    const rights = { identities: ['*'], recipients: ['*'], scopes };
    const { json, text, status } = await bridge.api.post('/v1/keys', { name: 'reader', ...rights });
    expect(status, text).toBe(201);
    return (json as { readonly key: string }).key;
  }

  /** As it stands there, in a fresh folder, but for where the bridge is and what a reader puts in. */
  async function run(block: Block): Promise<string> {
    const { text, file } = block;
    const at = (url: string) => url.replace('http://', '');
    const here = text
      .replaceAll('https://bridge.example.org', bridge.baseUrl)
      .replaceAll('localhost:8080', at(bridge.baseUrl))
      .replaceAll('localhost:9090', at(bridge.managementUrl))
      .replaceAll('01J…', sent)
      .replace('wait=30', 'wait=1')
      // A stream does not end by itself.
      .replace('curl -sN', 'curl -sN --max-time 1');
    const script = `curl() { command curl --fail-with-body "$@"; }\n${here}`;
    const env = { PATH: process.env['PATH'], KEY: await keyFor(block) };
    const ran = promisify(execFile)('bash', ['-c', script], { env, cwd: folder.path });
    const { stdout } = await ran.catch((error: unknown) => {
      const { code, stdout: said } = error as { readonly code: number; readonly stdout: string };
      if (text.startsWith('curl -sN') && code === 28) return { stdout: said };
      throw new Error(`${file}: curl ended with ${code}: ${said}`);
    });
    expect(readdirSync(folder.path)).toEqual([]);
    return stdout;
  }

  it('are many', () => {
    expect(commands.length).toBeGreaterThan(10);
  });

  it.each(commands.map((block) => ({ at: `${block.file}:${block.line}`, block })))(
    'works: $at',
    async ({ block }) => {
      expect(await run(block)).not.toBe('');
    },
  );
});

const contract = createContract(readContract());

/** Of the operation that a curl calls. */
function scopesOf(text: string): readonly string[] {
  const [, path = ''] =
    /curl -s[iN]?(?: -X \w+)? '?(?:https:\/\/)?[^/ ]+(\/[^ '?]*)/.exec(text) ?? [];
  if (path.startsWith('/rest')) return ['messages:send', 'iq:send'];
  const [, named = text.includes("-d '") ? 'POST' : 'GET'] = /-X (\w+)/.exec(text) ?? [];
  const method = named.toLowerCase();
  const isAsked = (url: string) => new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`).test(path);
  const found = contract.operations.find(
    (operation) => operation.method === method && isAsked(operation.url),
  );
  expect(found, path).toBeDefined();
  // It declares a membership as well.
  const more = text.includes('"join":true') ? (['rooms:manage'] as const) : [];
  const contacts = text.includes('"contactsOf"') ? (['contacts:manage'] as const) : [];
  return [...(found?.scopes ?? []), ...more, ...contacts];
}

/** Juliet's resource `device`, which answers what it is asked, and lets everybody see it. */
async function deviceOf(server: XmppServer) {
  const device = await connectClient({ server, user: 'juliet', resource: 'device' });
  const answer = async () => {
    for (;;) {
      const { name, attributes } = await device.next(
        (it) =>
          (it.name === 'iq' && ['get', 'set'].includes(it.attributes['type'] ?? '')) ||
          it.attributes['type'] === 'subscribe',
        100_000,
      );
      const { id = '', from = '' } = attributes;
      await device.send(
        name === 'iq'
          ? `<iq type="result" id="${id}" to="${from}"/>`
          : `<presence type="subscribed" to="${from}"/>`,
      );
    }
  };
  void answer().catch(() => undefined);
  return device;
}

const isOfSettings = ({ language, text }: Block) =>
  language === 'env' || (language === 'indented' && text.startsWith('BRIDGE_'));

/** A page that tells of some settings need not say these again. */
const OF_EVERY_BRIDGE = {
  BRIDGE_XMPP_SERVICE: 'xmpp://localhost:5347',
  BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
  BRIDGE_XMPP_SECRET: '',
};

describe('the documentation', () => {
  it('leads to no page that is not there', () => {
    const broken = documents().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
        .map(([, target = '']) => join(dirname(file), target))
        .filter((path) => !existsSync(path))
        .map((path) => `${file}: ${path}`),
    );
    expect(broken).toEqual([]);
  });

  it.each(everyBlock.filter(isOfSettings).map((it) => [it.file, it] as const))(
    'has only settings that there are: %s',
    (_file, { text }) => {
      const env = { ...OF_EVERY_BRIDGE, ...settingsIn(text) };
      const hasSecret = env.BRIDGE_XMPP_SECRET !== '' || 'BRIDGE_XMPP_SECRET_FILE' in env;
      const read = readSettings({
        env: hasSecret ? env : { ...env, BRIDGE_XMPP_SECRET: 'wherefore' },
        readFile: () => 'a-secret-of-a-file-0123456789',
      });
      expect(read.warnings).toEqual([]);
    },
  );
});

/** In place of the dots. */
const SECRET = 'wherefore-art-thou';

describe.each(SERVER_NAMES)('a fresh %s, set up word by word', (name) => {
  const endings: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  async function joins(server: XmppServer, text: string, port: number): Promise<void> {
    endings.push(() => server.stop());
    const settings = settingsIn(text);
    const { BRIDGE_XMPP_DOMAIN = '', BRIDGE_XMPP_SECRET = SECRET } = settings;
    const service = `xmpp://127.0.0.1:${port}`;
    expect(settings['BRIDGE_XMPP_SERVICE']).toMatch(/^xmpp:\/\/.*:5347$/);
    const bridge = await startBridge({
      server: { service, componentDomain: BRIDGE_XMPP_DOMAIN, secret: BRIDGE_XMPP_SECRET },
    });
    endings.push(() => bridge.stop());
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    await bridge.api.post('/v1/messages', { to: 'juliet@example.org', body: 'Hi' });
    await juliet.next(({ body }) => body === 'Hi');
  }

  /** The blocks of a page for a server and for the bridge. */
  const PAGES = {
    prosody: ['docs/servers/prosody.md', 'README.md'],
    ejabberd: ['docs/servers/ejabberd.md', 'README.md'],
  };
  const blockWith = (page: string, word: string) =>
    blocksOf(page)
      .find(({ text }) => text.includes(word))
      ?.text.replace('…', SECRET) ?? '';

  async function prosody(page: string): Promise<void> {
    const component = await freePort();
    const block = blockWith(page, 'component_secret').replace('5347', String(component));
    const cut = block.indexOf('Component "');
    const server = await startServer(name, {
      component: 'another.example.org',
      ports: { component },
      prosody: { extraConfig: block.slice(0, cut), componentConfig: block.slice(cut) },
    });
    await joins(server, blockWith(page, 'BRIDGE_XMPP_SERVICE'), component);
  }

  async function ejabberd(page: string): Promise<void> {
    const port = await freePort();
    const block = blockWith(page, 'ejabberd_service').replace('5347', String(port));
    const listeners = block.replace(/^listen:\n/, '');
    const server = await startServer(name, {
      component: 'another.example.org',
      ejabberd: { listeners },
    });
    await joins(server, blockWith(page, 'BRIDGE_XMPP_SERVICE'), port);
  }

  it.runIf(needs(name)).each(PAGES[kindOf(name)])('works: %s', { prosody, ejabberd }[kindOf(name)]);
});

const SERVERS_OF_BOT = [{ kind: 'prosody' }, { kind: 'ejabberd' }] as const;

describe.each(SERVERS_OF_BOT)('the chat bot in ten lines on $kind', ({ kind }) => {
  it.runIf(needs(kind))('answers, and in the room of the alerts it answers once', async () => {
    const folder = tempDir('bot');
    const port = await freePort();
    const file = join(folder.path, 'bot.mjs');
    writeFileSync(file, blockOf('docs/recipes.md', 'js'));
    const bot = startChild('node', [file], { env: { ...process.env, PORT: String(port) } });
    const server = await startServer(kind);
    const bridge = await startBridge({ server });
    const juliet = await connectClient({ server, user: 'juliet' });
    try {
      const webhook = { url: `http://127.0.0.1:${port}/`, events: ['message.received'] };
      await bridge.api.post('/v1/webhooks', webhook);
      await juliet.send(
        `<message to="bot@${server.componentDomain}" type="chat"><body>Ay me</body></message>`,
      );
      await juliet.next(({ body }) => body === 'You said: Ay me');
      await answersOnceInRoom(server, bridge, juliet);
    } finally {
      await juliet.close();
      await bridge.stop();
      await Promise.all([server.stop(), bot.kill()]);
      folder.remove();
    }
  });
});

/** The alert to a room as the recipe has it, while the bot of the other recipe listens. */
async function answersOnceInRoom(server: XmppServer, bridge: BridgeProcess, juliet: XmppClient) {
  const room = `ops@${server.roomsDomain}`;
  await enter(juliet, room, 'juliet');
  const steps = blocksOf('docs/recipes.md').filter(({ text }) => text.includes('ops@rooms'));
  for (const { text } of steps) {
    const script = text.replaceAll('localhost:8080', bridge.baseUrl.replace('http://', ''));
    const env = { PATH: process.env['PATH'], KEY: bridge.apiKey };
    await promisify(execFile)('bash', ['-c', script], { env });
  }
  await juliet.next(({ body }) => body === 'Disk full on db-1');
  const lines = Array.from({ length: 20 }, (_, number) => `On it ${number}`);
  for (const line of lines) {
    const answered = juliet.next(({ body }) => body === `You said: ${line}`);
    await say(juliet, room, line);
    await answered;
  }
  // What the bridge would say in answer to itself would be said before this.
  const last = juliet.next(({ body }) => body === 'You said: Done');
  await say(juliet, room, 'Done');
  await last;
  expect(saidBy(juliet, `${room}/alerts`)).toEqual([
    'Disk full on db-1',
    ...[...lines, 'Done'].map((line) => `You said: ${line}`),
  ]);
}
