import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/cli-run.ts';

const ENV = {
  BRIDGE_XMPP_SERVICE: 'xmpp://localhost:5347',
  BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
  BRIDGE_XMPP_SECRET: 'wherefore',
  BRIDGE_API_KEY: 'a-key-that-nobody-guesses-so-soon',
};

const NO_KEY =
  'No API key: give --key, or set BRIDGE_API_KEY, or keep one with stanza-bridge context set';

describe('stanza-bridge', () => {
  it('serves without a command', async () => {
    expect(await runCommand([])).toMatchObject({ code: 0, out: 'served' });
  });

  it.each(['--help', '-h', 'help'])('names every command with %s', async (flag) => {
    const { code, out } = await runCommand([flag]);
    expect(code).toBe(0);
    for (const name of ['serve', 'doctor', 'send', 'listen', 'keys create', 'webhooks list']) {
      expect(out).toContain(`\n  ${name} `);
    }
  });

  it('says what a command takes', async () => {
    const { code, out } = await runCommand(['keys', 'rotate', '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/^stanza-bridge keys rotate ID \[options\]\n/);
    expect(out).toContain('--overlap SECONDS');
  });

  it.each([
    ['keys list', 'keys:manage'],
    ['webhooks replay-dead-letters', 'webhooks:manage'],
    ['consumers delete', 'events:read'],
    ['messages list', 'events:read'],
    ['send', 'messages:send'],
    ['listen', 'events:read'],
  ])('says which scope %s needs', async (name, scope) => {
    const { out } = await runCommand([...name.split(' '), '--help']);
    expect(out).toContain(`The key needs the scope ${scope}.`);
  });

  it('knows what was meant', async () => {
    expect(await runCommand(['docter'])).toMatchObject({
      code: 64,
      err: 'docter is no command; did you mean doctor?',
    });
  });

  it('names what a group has', async () => {
    const { code, err } = await runCommand(['webhooks', 'dance']);
    expect(code).toBe(64);
    expect(err).toContain('webhooks pause');
  });

  it('knows what was meant within a group', async () => {
    const { err } = await runCommand(['keys', 'crate']);
    expect(err).toBe('keys crate is no command; did you mean keys create?');
  });

  it.each([
    ['keys', '--help'],
    ['help', 'keys'],
  ])('shows a group: %s %s', async (...args) => {
    const { code, out } = await runCommand(args);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}keys rotate/m);
    expect(out).not.toContain('webhooks');
  });

  it('knows which option was meant', async () => {
    const { code, err } = await runCommand(['send', '--too', 'romeo@example.org']);
    expect(code).toBe(64);
    expect(err).toContain('send has no option --too; did you mean --to?');
  });

  it('refuses an option without its value', async () => {
    const { code, err } = await runCommand(['send', '--to']);
    expect(code).toBe(64);
    expect(err).toContain("'--to <value>' argument missing");
  });

  it.each([
    ['listen', '--count', 'many'],
    ['keys', 'rotate', 'x', '--overlap', '-1'],
    ['keys', 'list', '--limit', '1.5'],
  ])('refuses what is no number: %s %s %s', async (...args) => {
    expect((await runCommand(args, { env: ENV })).code).toBe(64);
  });

  it('refuses a change that changes nothing', async () => {
    const { code, err } = await runCommand(['webhooks', 'change', 'x'], { env: ENV });
    expect(code).toBe(64);
    expect(err).toContain('Give at least one of --to-url');
  });

  it.each([
    ['status', '--url', 'nowhere'],
    ['listen', '--forward-to', 'nowhere'],
  ])('refuses what is no URL: %s %s', async (...args) => {
    const { code, err } = await runCommand(args, { env: ENV });
    expect(code).toBe(64);
    expect(err).toContain('write a URL, such as http://127.0.0.1:');
  });

  it('says where the key comes from when there is none', async () => {
    const { code, err } = await runCommand(['keys', 'list']);
    expect([code, err]).toEqual([64, NO_KEY]);
  });

  it('tells programs what is wrong as JSON', async () => {
    const { code, out, err } = await runCommand(['keys', 'list', '--json']);
    expect([code, out]).toEqual([64, '']);
    expect(JSON.parse(err)).toEqual({
      error: NO_KEY,
      exitCode: 64,
    });
  });

  it.each(['version', '--version', '-v'])('says its version with %s', async (flag) => {
    expect(await runCommand([flag])).toMatchObject({ code: 0, out: '1.2.3' });
  });

  it('has every command in its documentation', async () => {
    const page = readFileSync('docs/cli.md', 'utf8').split('\n');
    const { out } = await runCommand(['--help']);
    const names = [...out.matchAll(/^ {2}([a-z-]+(?: [a-z-]+)?) {2}/gm)].map(
      ([, name = '']) => name,
    );
    expect(names.length).toBeGreaterThan(20);
    const missing = names.filter((name) => {
      const [group = '', verb = ''] = name.split(' ');
      return !page.some((row) => row.includes(`\`${group}`) && row.includes(verb));
    });
    expect(missing).toEqual([]);
  });

  it('names its exit codes in the help', async () => {
    const { out } = await runCommand(['--help']);
    for (const code of [0, 1, 64, 69, 77, 78]) expect(out).toMatch(new RegExp(`[ ,]${code} `));
  });

  it('refuses an option that there is not', async () => {
    const { code, err } = await runCommand(['doctor', '--loud']);
    expect(code).toBe(64);
    expect(err).toContain('doctor has no option --loud');
  });

  it('refuses a command without its argument', async () => {
    const { code, err } = await runCommand(['keys', 'revoke'], { env: ENV });
    expect(code).toBe(64);
    expect(err).toContain('ID is missing');
  });

  it('refuses an argument too many', async () => {
    const { code, err } = await runCommand(['check-config', 'twice'], { env: ENV });
    expect(code).toBe(64);
    expect(err).toContain('"twice" is too much: check-config takes nothing without an option\n');
  });

  it('says which options take what stands without one', async () => {
    const { code, err } = await runCommand(['send', 'juliet@example.org', 'Hist!'], { env: ENV });
    expect(code).toBe(64);
    expect(err).toContain('"juliet@example.org" is too much');
    expect(err).toContain('; write --to JID --body TEXT\n');
  });

  it('refuses a message without a recipient', async () => {
    const sent = await runCommand(['send', '--body', 'Hist!'], { env: ENV });
    expect(sent).toMatchObject({ code: 64 });
    expect(sent.err).toMatch(/^--to is missing\nUsage: stanza-bridge send --to JID --body TEXT/);
  });

  it('says that nothing answers where no bridge is', async () => {
    const args = ['send', '--to', 'a@example.org', '--body', 'b', '--url', 'http://127.0.0.1:1'];
    const { code, err } = await runCommand(args, { env: ENV });
    expect(code).toBe(69);
    expect(err).toContain('No bridge is reachable at http://127.0.0.1:1');
    expect(err).toContain('--url');
  });
});

describe('check-config', () => {
  it('is content with good settings', async () => {
    const { code, out } = await runCommand(['check-config'], { env: ENV });
    expect([code, out]).toEqual([0, 'The settings are good.']);
  });

  it('lists all faults at once, and ends with 78', async () => {
    const env = { BRIDGE_XMPP_SERVICE: 'prosody', BRIDGE_XMPP_DOMAIN: 'bridge.example.org' };
    const { code, err } = await runCommand(['check-config'], { env });
    expect(code).toBe(78);
    expect(err).toContain('BRIDGE_XMPP_SERVICE');
    expect(err).toContain('BRIDGE_XMPP_SECRET is missing');
  });

  it.each([
    ['BRIDGE_REDIS_URL', 'redis://:p@ss#w/rd@h:6379/0', 'percent-encode the password'],
    ['BRIDGE_REDIS_URL', 'redis://cache:6379/zero', 'the database as a number'],
    ['BRIDGE_REDIS_URL', 'redis://cache?db=1', 'the parameters'],
    ['BRIDGE_REDIS_ULR', 'redis://cache', 'did you mean BRIDGE_REDIS_URL?'],
    ['BRIDGE_WEBHOOK_ALLOW', '10.0.0.0/33', 'not 10.0.0.0/33'],
    ['BRIDGE_TRACES_URL', 'http://collector:4318444/v1/traces', 'a port from 1 to 65535'],
  ])('names what is wrong with %s=%s', async (name, value, advice) => {
    const { code, err } = await runCommand(['check-config'], { env: { ...ENV, [name]: value } });
    expect(code).toBe(78);
    expect(err).toContain(name);
    expect(err).toContain(advice);
    expect(err).not.toMatch(/p@ss|w\/rd/);
  });

  it.each(['print-config', 'doctor'])('finds no other faults than %s does', async (command) => {
    const env = { ...ENV, BRIDGE_REDIS_URL: 'redis://cache/zero' };
    const { code, out, err } = await runCommand([command], { env });
    expect(code).toBe(78);
    expect(out + err).toContain('BRIDGE_REDIS_URL: its value does not fit; write the database');
  });

  it('hides the password of a URL that should have none', async () => {
    const env = { ...ENV, BRIDGE_TRACES_URL: 'http://romeo:balcony@collector:4318' };
    const { err } = await runCommand(['check-config'], { env });
    expect(err).toContain('without user or password');
    expect(err).not.toContain('balcony');
  });

  it('misses a key where none can be stored', async () => {
    const { BRIDGE_API_KEY: _, ...env } = ENV;
    const { code, err } = await runCommand(['check-config'], { env });
    expect([code, err.includes('BRIDGE_API_KEY is missing')]).toEqual([78, true]);
  });

  it('doubts where keys may be stored and none is set', async () => {
    const { BRIDGE_API_KEY: _, ...others } = ENV;
    const env = { ...others, BRIDGE_REDIS_URL: 'redis://cache' };
    const { code, out } = await runCommand(['check-config'], { env });
    expect(code).toBe(0);
    expect(out).toContain('warning: BRIDGE_API_KEY is not set');
  });
});

describe('check-config --json', () => {
  it('lists the faults', async () => {
    const { code, out } = await runCommand(['check-config', '--json'], { env: {} });
    expect(code).toBe(78);
    const { ok, faults } = JSON.parse(out) as { ok: boolean; faults: readonly string[] };
    expect([ok, faults.length]).toEqual([false, 4]);
  });
});

describe('print-config', () => {
  it('shows each value and its source', async () => {
    const { out } = await runCommand(['print-config'], { env: ENV });
    expect(out).toMatch(/^BRIDGE_XMPP_DOMAIN +bridge\.example\.org {2}\(environment\)$/m);
    expect(out).toMatch(/^BRIDGE_HTTP_PORT +8080 {2}\(default\)$/m);
  });

  it('shows a duration as it is written', async () => {
    const { out } = await runCommand(['print-config'], { env: ENV });
    expect(out).toMatch(/^BRIDGE_RETENTION +24h {2}\(default\)$/m);
  });

  it('shows no secret', async () => {
    const shown = await runCommand(['print-config'], { env: ENV });
    const json = await runCommand(['print-config', '--json'], { env: ENV });
    expect(shown.out + json.out).not.toMatch(/wherefore|nobody-guesses/);
    expect(shown.out).toMatch(/^BRIDGE_XMPP_SECRET +\(set\)/m);
  });
});
