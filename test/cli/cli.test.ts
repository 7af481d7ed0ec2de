import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/cli-run.ts';

const ENV = {
  BRIDGE_XMPP_SERVICE: 'xmpp://localhost:5347',
  BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
  BRIDGE_XMPP_SECRET: 'wherefore',
  BRIDGE_API_KEY: 'a-key-that-nobody-guesses-so-soon',
};

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

  it('refuses an option that there is not', async () => {
    const { code, err } = await runCommand(['doctor', '--loud']);
    expect(code).toBe(64);
    expect(err).toContain("'--loud'");
  });

  it('refuses a command without its argument', async () => {
    const { code, err } = await runCommand(['keys', 'revoke'], { env: ENV });
    expect(code).toBe(64);
    expect(err).toContain('ID is missing');
  });

  it('refuses an argument too many', async () => {
    const { code, err } = await runCommand(['check-config', 'twice'], { env: ENV });
    expect([code, err.includes('twice is too much')]).toEqual([64, true]);
  });

  it('refuses a message without a recipient', async () => {
    const sent = await runCommand(['send', '--body', 'Hist!'], { env: ENV });
    expect(sent).toMatchObject({ code: 64, err: '--to is missing' });
  });

  it('says that nothing answers where no bridge is', async () => {
    const args = ['send', '--to', 'a@example.org', '--body', 'b', '--url', 'http://127.0.0.1:1'];
    const { code, err } = await runCommand(args, { env: ENV });
    expect(code).toBe(1);
    expect(err).toContain('No bridge answers at http://127.0.0.1:1');
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

  it('warns of a name that is none', async () => {
    const env = { ...ENV, BRIDGE_HTTP_PROT: '80' };
    const { out } = await runCommand(['check-config', '--json'], { env });
    expect(JSON.parse(out)).toEqual({
      ok: true,
      warnings: ['BRIDGE_HTTP_PROT is not a setting; did you mean BRIDGE_HTTP_PORT?'],
    });
  });
});

describe('print-config', () => {
  it('shows each value and its source', async () => {
    const { out } = await runCommand(['print-config'], { env: ENV });
    expect(out).toMatch(/^BRIDGE_XMPP_DOMAIN +bridge\.example\.org {2}\(environment\)$/m);
    expect(out).toMatch(/^BRIDGE_HTTP_PORT +8080 {2}\(default\)$/m);
  });

  it('shows no secret', async () => {
    const shown = await runCommand(['print-config'], { env: ENV });
    const json = await runCommand(['print-config', '--json'], { env: ENV });
    expect(shown.out + json.out).not.toMatch(/wherefore|nobody-guesses/);
    expect(shown.out).toMatch(/^BRIDGE_XMPP_SECRET +\(set\)/m);
  });
});
