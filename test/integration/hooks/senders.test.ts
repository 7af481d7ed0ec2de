/** Real senders, as the pages of docs/hooks/ set them up. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild, type Child } from '../../support/child.ts';
import { blockOf } from '../../support/documents.ts';
import { freePort } from '../../support/free-port.ts';
import { needs } from '../../support/need.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { until } from '../../support/until.ts';
import { corrected, startHooksStage, untilProof, type Hook, type HooksStage } from './stage.ts';

const run = promisify(execFile);
const URL_SHOWN = 'https://bridge.example.org/hooks/<id>/<secret>';

describe.runIf(needs('prosody', 'redis', 'curl'))('a real sender', () => {
  let stage: HooksStage;
  let nurse: string;
  let juliet: string;
  let room: string;

  beforeAll(async () => {
    stage = await startHooksStage('prosody', 1);
    nurse = `nurse@${stage.server.componentDomain}`;
    juliet = `juliet@${stage.server.domain}`;
    room = await stage.room();
  });
  afterAll(() => stage.stop());

  const urlOf = ({ url }: Hook) => `${stage.bridges[0]!.baseUrl}${url}`;
  /** The block of a page, with the URL of a hook in place of the one it shows. */
  const block = (page: string, language: string, hook: Hook) =>
    blockOf(`docs/hooks/${page}.md`, language).replaceAll(URL_SHOWN, urlOf(hook));
  const shell = (script: string) => run('bash', ['-euc', script]);

  async function told(hook: Hook) {
    return (await untilProof(stage, hook, nurse)).map(({ body }) => body);
  }

  describe.runIf(needs('alertmanager'))('Alertmanager', () => {
    let alertmanager: Child;
    let base: string;
    let hook: Hook;

    beforeAll(async () => {
      hook = await stage.hook({ dialect: 'alertmanager', to: [room, juliet] });
      const { path: folder } = tempDir('alertmanager');
      const config = join(folder, 'alertmanager.yml');
      const quickly = 'receiver: chat\n  group_wait: 100ms\n  group_interval: 300ms\n';
      const text = block('alertmanager', 'yaml', hook).replace('receiver: chat\n', quickly);
      writeFileSync(config, text);
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      alertmanager = startChild('prometheus-alertmanager', [
        `--config.file=${config}`,
        `--storage.path=${folder}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ]);
      const isReady = () =>
        fetch(`${base}/-/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      await until(isReady, { timeout: 30_000, message: () => alertmanager.output() });
    });
    afterAll(() => alertmanager.stop());

    async function post(...alerts: readonly object[]): Promise<void> {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(alerts);
      const { status } = await fetch(`${base}/api/v2/alerts`, { method: 'POST', headers, body });
      expect(status).toBe(200);
    }

    const light = (instance: string, more: object = {}) => ({
      labels: { alertname: 'Light', cluster: 'verona', instance, severity: 'critical' },
      annotations: { summary: `light in ${instance}` },
      ...more,
    });

    it('fires, groups and resolves in one message that is corrected, for a room and a person', async () => {
      const isOf = (from: string, part: string) =>
        stage.juliet.waitFor(
          ({ body, attributes }) =>
            body?.includes(part) === true && attributes['from']?.startsWith(from) === true,
          30_000,
        );
      await post(light('window'));
      const first = [await isOf(room, 'light in window'), await isOf(nurse, 'light in window')];
      await post(light('window'), light('balcony'));
      const both = [await isOf(room, '2 firing'), await isOf(nurse, '2 firing')];
      const endsAt = new Date().toISOString();
      await post(light('window', { endsAt }), light('balcony', { endsAt }));
      const end = [await isOf(room, '✔ Resolved'), await isOf(nurse, '✔ Resolved')];
      first.forEach(({ attributes: { id } }, at) => {
        expect(corrected(first[at]!)).toBeUndefined();
        expect(corrected(both[at]!)).toBe(id);
        expect(corrected(end[at]!)).toBe(id);
      });
      for (const from of [room, nurse]) {
        const heard = await untilProof(stage, hook, from);
        const firsts = heard.filter((one) => corrected(one) === undefined);
        expect(firsts.filter(({ body }) => body?.includes('Light'))).toHaveLength(1);
      }
    });
  });

  it.runIf(needs('apprise'))('Apprise says what it is told', async () => {
    const hook = await stage.hook({ dialect: 'apprise', to: [juliet] });
    const script = blockOf('docs/hooks/apprise.md', 'sh').replace(
      'jsons://bridge.example.org/hooks/<id>/<secret>',
      urlOf(hook).replace('http:', 'json:'),
    );
    await shell(script);
    expect(await told(hook)).toContain('✔ Backup\nThe backup of Verona is complete.');
  });

  it('curl publishes as to ntfy', async () => {
    const hook = await stage.hook({ dialect: 'ntfy', to: [juliet] });
    const { stdout } = await shell(block('ntfy', 'sh', hook));
    expect(stdout).toContain('"event":"message"');
    expect(await told(hook)).toEqual(
      expect.arrayContaining([
        'Backup successful',
        '🔴 ⚠️ 💀 Unauthorized access\nAct right away.',
        'From a pipe\nhttps://verona.example.org',
        '⚠️ As JSON\nDisk space is low',
      ]),
    );
  });

  it('curl posts as to Slack', async () => {
    const hook = await stage.hook({ dialect: 'slack', to: [juliet] });
    const { stdout } = await shell(block('slack', 'sh', hook));
    expect(stdout).toBe('okok');
    expect(await told(hook)).toEqual(
      expect.arrayContaining([
        '*Deployed* balcony (https://verona.example.org)',
        'The same as a form',
      ]),
    );
  });

  it('curl in a script says a line, or what comes through a pipe', async () => {
    const hook = await stage.hook({ dialect: 'text', to: [juliet] });
    await shell(block('scripts', 'sh', hook));
    const all = await told(hook);
    expect(all).toContain('The backup of Verona is complete.');
    expect(all.some((body) => body?.startsWith('Filesystem'))).toBe(true);
  });

  it('any JSON is told as its hook describes it', async () => {
    const terms = JSON.parse(blockOf('docs/hooks/scripts.md', 'json')) as object;
    const hook = await stage.hook({ ...terms, to: [juliet] });
    const order = (state: string) => ({ order: { id: 7, customer: 'Paris', state, total: 30 } });
    await stage.deliver(hook, order('open'));
    await stage.deliver(hook, order('closed'));
    // A hook that shows any text: the terms of this one show the fields of an order only.
    const proof = await stage.hook({ dialect: 'json', to: [juliet] });
    const [first, second] = (await untilProof(stage, proof, nurse)).slice(-2);
    expect(first?.body).toBe('Paris: open, 30 ducats');
    expect(second?.body).toBe('Paris: closed, 30 ducats');
    expect(corrected(second!)).toBe(first?.attributes['id']);
  });

  it("Netdata's agent sends with its own function", async () => {
    const hook = await stage.hook({ dialect: 'netdata', to: [juliet] });
    const call =
      'sent=0; host=balcony; name=ram; chart=system.ram; status=CRITICAL; value_string=99%; info="a & b"; goto_url=https://verona.example.org; custom_sender "$DEFAULT_RECIPIENT_CUSTOM"';
    await shell(`${block('netdata', 'bash', hook)}\n${call}`);
    expect(await told(hook)).toContain(
      '🔴 balcony: ram is critical\na & b\nvalue: 99%\nchart: system.ram\nhttps://verona.example.org',
    );
  });
});
