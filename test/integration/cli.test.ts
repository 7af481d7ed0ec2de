import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readWebhook } from '../../client/src/webhook.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startChild } from '../support/child.ts';
import { runCommand, type CliOptions } from '../support/cli-run.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

describe.runIf(needs('prosody'))('stanza-bridge beside a bridge', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let receiver: WebhookReceiver;
  const endings: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    [server, receiver] = await Promise.all([startProsody(), startWebhookReceiver()]);
    bridge = await startBridge({ server });
  });
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });
  afterAll(async () => {
    await bridge.stop();
    await Promise.all([server.stop(), receiver.stop()]);
  });

  const run = (args: readonly string[], options: CliOptions = {}) =>
    runCommand([...args, '--url', bridge.baseUrl], {
      ...options,
      env: { BRIDGE_API_KEY: bridge.apiKey },
    });

  async function json(args: readonly string[]): Promise<Record<string, unknown>> {
    const { code, out, err } = await run([...args, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out) as Record<string, unknown>;
  }

  const key = (name: string, ...more: readonly string[]) =>
    json([
      ...['keys', 'create', '--name', name, '--identities', 'alerts'],
      ...['--scopes', 'messages:send', ...more],
    ]);
  const text = (value: unknown) => value as string;

  it('sends a message', async () => {
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    const { code, out } = await run(['send', '--to', 'juliet@example.org', '--body', 'Hi']);
    expect([code, out.includes('status: queued')]).toEqual([0, true]);
    expect(await juliet.next(({ body }) => body === 'Hi')).toBeDefined();
  });

  it('shows what became of a message', async () => {
    const { id } = await json(['send', '--to', 'romeo@example.org', '--body', 'Hi']);
    const status = async () => (await json(['messages', 'show', text(id)]))['status'];
    expect(await until(async () => (await status()) === 'acknowledged')).toBe(true);
  });

  it('says what the bridge says against a message', async () => {
    const { code, err } = await run(['send', '--to', '@', '--body', 'Hi']);
    expect(code).toBe(1);
    expect(err).toContain('/to');
  });

  it('says what the bridge thinks was meant', async () => {
    const { err } = await run(['send', '--to', 'juliet', '--body', 'Hi']);
    expect(err).toMatch(/\/to: .*did you mean juliet@example\.org\?/);
  });

  it('says so as JSON to a program, with the problem of the API', async () => {
    const { code, out, err } = await run(['send', '--to', '@', '--body', 'Hi', '--json']);
    expect([code, out]).toEqual([1, '']);
    expect(JSON.parse(err)).toMatchObject({ exitCode: 1, problem: { code: 'invalid-address' } });
  });

  it('shows events and passes them on', async () => {
    const shown: string[] = [];
    const from = ['--after', 'oldest', '--types', 'message.status', '--count', '1'];
    const listening = run(['listen', '--json', ...from, '--forward-to', receiver.url], {
      onOut: (line) => shown.push(line),
    });
    await run(['send', '--to', 'romeo@example.org', '--body', 'Hi']);
    expect((await listening).code).toBe(0);
    const event = JSON.parse(shown[0] ?? '') as { readonly id: string };
    expect(event).toMatchObject({ type: 'message.status' });
    expect((await receiver.next()).headers['webhook-id']).toBe(event.id);
  });

  it('lists the newest events first, page by page', async () => {
    const ids: string[] = [];
    for (const body of ['Good night', 'good night']) {
      const sent = await json([
        'send',
        '--to',
        'romeo@example.org',
        '--body',
        body,
        '--wait',
        '10',
      ]);
      ids.unshift(text(sent['id']));
    }
    const args = ['events', 'list', '--newest', '--types', 'message.status'];
    const listed: string[] = [];
    for (let after: string[] = []; listed.length < ids.length;) {
      const { items, next } = await json([...args, '--limit', '1', ...after]);
      const [event] = items as [{ readonly data: { readonly id: string } }];
      if (!listed.includes(event.data.id)) listed.push(event.data.id);
      after = ['--after', text(next)];
    }
    expect(listed).toEqual(ids);
  });

  it('signs what it passes on with the secret that it prints', async () => {
    await run(['send', '--to', 'romeo@example.org', '--body', 'Hi']);
    const from = ['--after', 'oldest', '--types', 'message.status', '--count', '1'];
    const { err } = await run(['listen', ...from, '--forward-to', receiver.url]);
    const [, secret = ''] = /Signed with (whsec_\S+)/.exec(err) ?? [];
    const { raw, headers } = await receiver.next();
    expect(readWebhook(raw, headers, secret)).toMatchObject({ type: 'message.status' });
  });

  it('carries out a reply as the bridge does', async () => {
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    const answering = await startWebhookReceiver(() => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"messages":[{"body":"I take thee at thy word"}]}',
    }));
    endings.push(() => answering.stop());
    const leave = new AbortController();
    const from = ['--types', 'message.received', '--after', 'oldest', '--count', '1'];
    const listening = run(['listen', ...from, '--forward-to', answering.url], {
      signal: leave.signal,
    });
    await juliet.send(
      '<message to="nurse@bridge.example.org" type="chat"><body>Call me but love</body></message>',
    );
    const { attributes } = await juliet.next(({ body }) => body === 'I take thee at thy word');
    expect(attributes['from']).toBe('nurse@bridge.example.org');
    expect((await listening).err).toContain('message to juliet@example.org/');
  });

  it('fails when the receiver accepts nothing, and shows why', async () => {
    const refusing = await startWebhookReceiver(() => ({ status: 401, body: 'who are you' }));
    endings.push(() => refusing.stop());
    await run(['send', '--to', 'romeo@example.org', '--body', 'Hi']);
    const from = ['--after', 'oldest', '--types', 'message.status', '--count', '1'];
    const { code, err } = await run(['listen', ...from, '--forward-to', refusing.url]);
    expect(code).toBe(1);
    expect(err).toContain('message.status 401 who are you');
    expect(err).toContain('accepted none of 1 events');
  });

  it('sends a sample event to a receiver, signed', async () => {
    const secret = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
    const to = ['--forward-to', receiver.url, '--secret', secret];
    const { code, out } = await run(['trigger', 'iq.received', ...to]);
    expect([code, out.startsWith('ok: true')]).toEqual([0, true]);
    const { raw, headers } = await receiver.next();
    expect(readWebhook(raw, headers, secret)).toMatchObject({ type: 'iq.received' });
  });

  it('has the bridge send a sample event to a webhook', async () => {
    const made = ['webhooks', 'create', '--to-url', receiver.url, '--events', 'message.status'];
    const { id } = await json(made);
    const { code, out } = await run(['trigger', 'message.received', '--webhook', text(id)]);
    expect([code, out.includes('status: 200')]).toEqual([0, true]);
    const sent = await receiver.next(({ raw }) => raw.includes('"message.received"'));
    expect(sent.json).toMatchObject({ type: 'message.received' });
    await run(['webhooks', 'delete', text(id)]);
  });

  it('says which event type was meant', async () => {
    const { code, err } = await run(['trigger', 'message.recieved', '--forward-to', receiver.url]);
    expect([code, err]).toEqual([
      64,
      'message.recieved is no event type; did you mean message.received?',
    ]);
  });

  it('waits for what becomes of a message, and fails when it fails', async () => {
    const wait = ['--body', '-', '--wait', '10'];
    const good = await run(['send', '--to', 'romeo@example.org', ...wait], { stdin: 'Hi\n' });
    expect([good.code, /status: (acknowledged|delivered)/.test(good.out)]).toEqual([0, true]);
    const bad = await run(['send', '--to', 'romeo@nowhere.example', ...wait], { stdin: 'Hi' });
    const shown = await json(['messages', 'show', /id: (\S+)/.exec(bad.out)?.[1] ?? '']);
    expect(['acknowledged', 'failed']).toContain(shown['status']);
  });

  it('asks by an IQ and shows the response', async () => {
    const asked = ['iq', '--to', 'example.org', '--type', 'get'];
    const answer = await json([...asked, '--payload', '{"discoInfo":{}}']);
    expect(answer).toMatchObject({ type: 'result', discoInfo: {} });
  });

  it('sends presence', async () => {
    const juliet = await connectClient({ server, user: 'juliet' });
    endings.push(() => juliet.close());
    const show = ['--from', 'nurse', '--show', 'away', '--status', 'At the market'];
    expect((await run(['presence', '--to', juliet.jid, ...show])).code).toBe(0);
    const { xml } = await juliet.next(({ name, attributes }) => {
      return name === 'presence' && attributes['from']?.startsWith('nurse@') === true;
    });
    expect(xml).toContain('At the market');
  });

  it('shows how far a consumer is, and moves it back', async () => {
    await bridge.api.get('/v1/events?consumer=tybalt');
    const moved = await json(['consumers', 'move', 'tybalt', '--cursor', 'oldest']);
    expect(moved).toMatchObject({ name: 'tybalt' });
    expect(await json(['consumers', 'show', 'tybalt'])).toEqual(moved);
    expect((await run(['consumers', 'list'])).out).toContain('tybalt');
    expect((await run(['consumers', 'delete', 'tybalt'])).out).toBe('done');
    expect((await run(['consumers', 'list'])).out).not.toContain('tybalt');
  });

  it('uses the bridge of a context', async () => {
    const contexts = { verona: { url: bridge.baseUrl, key: bridge.apiKey } };
    const text = JSON.stringify({ current: 'verona', contexts });
    const userFiles = { read: () => ({ text, mode: 0o600 }), write: () => undefined };
    const env = { HOME: '/home/juliet' };
    expect(await runCommand(['status', '--json'], { env, userFiles })).toMatchObject({ code: 0 });
  });

  it('goes on listening when the bridge was away, and ends well by Ctrl-C', async () => {
    const other = await startBridge({
      server: { ...server, componentDomain: 'b.example.org' },
      waitFor: '/healthz',
    });
    endings.push(() => other.stop());
    const env = { ...process.env, BRIDGE_API_KEY: other.apiKey };
    const args = ['listen', '--url', other.baseUrl, '--after', 'oldest'];
    const child = startChild('node', ['dist/main.js', ...args], { env });
    endings.push(() => child.kill());
    await other.kill();
    await until(() => child.output().includes('No bridge is reachable'), {
      message: () => child.output(),
    });
    await other.restart();
    void child.kill('SIGINT');
    expect(await child.exited).toBe(0);
    expect(child.output()).not.toContain('Warning');
  });

  it('makes, lists and revokes keys', async () => {
    const made = await key('alerts');
    expect(made['key']).toMatch(/^sbk_/);
    const id = text(made['id']);
    expect((await run(['keys', 'list'])).out).toContain(id);
    expect(await json(['keys', 'show', id])).toMatchObject({ id, name: 'alerts' });
    expect((await run(['keys', 'revoke', id])).out).toBe('done');
    const send = ['send', '--to', 'romeo@example.org', '--body', 'Hi', '--key', text(made['key'])];
    const { code, err } = await run(send);
    expect(code).toBe(77);
    expect(err).toContain('BRIDGE_API_KEY');
  });

  it('makes keys with bounds', async () => {
    const made = await key('bounded', '--rate', '5', '--quota', '100');
    expect(made).toMatchObject({ rate: 5, quota: 100 });
  });

  it('rotates a key: both values are good for as long as was said', async () => {
    const made = await key('rotated');
    const rotated = await json(['keys', 'rotate', text(made['id']), '--overlap', '60']);
    expect(rotated['key']).not.toBe(made['key']);
    for (const value of [made['key'], rotated['key']]) {
      const sent = await run([
        'send',
        '--to',
        'a@example.org',
        '--body',
        'b',
        '--key',
        text(value),
      ]);
      expect(sent.code).toBe(0);
    }
    const again = await json(['keys', 'rotate', text(made['id']), '--overlap', '0']);
    const old = ['send', '--to', 'a@example.org', '--body', 'b', '--key', text(rotated['key'])];
    expect((await run(old)).code).toBe(77);
    expect(again['key']).toMatch(/^sbk_/);
  });

  it('lists page by page', async () => {
    await Promise.all(['one', 'two'].map((name) => key(name)));
    const { out } = await run(['keys', 'list', '--limit', '1']);
    const [, next = ''] = /^more: --after (.+)$/m.exec(out) ?? [];
    const rest = await run(['keys', 'list', '--limit', '1', '--after', next]);
    expect(rest.code).toBe(0);
    const idIn = (page: string) => page.split('\n')[1]?.split('  ')[0];
    expect(idIn(rest.out)).not.toBe(idIn(out));
  });

  it('says that a key is not good for what was asked', async () => {
    const made = await key('narrow');
    const { code, err } = await run(['webhooks', 'list', '--key', text(made['key'])]);
    expect(code).toBe(77);
    expect(err).toContain('webhooks:manage');
  });

  it('says that something else answers there', async () => {
    receiver.answer = { body: 'Soft!' };
    const env = { BRIDGE_API_KEY: bridge.apiKey };
    const { code, err } = await runCommand(['status', '--url', receiver.url], { env });
    expect([code, err.includes('is not a bridge')]).toEqual([69, true]);
  });

  it('can be run by its own path, as `npm link` does', () => {
    const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
    expect(execFileSync(program, ['version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('says how the bridge is doing', async () => {
    expect((await run(['status'])).out).toContain('"state":"online"');
  });
});
