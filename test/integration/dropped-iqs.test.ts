/** ejabberd 24.12 with mod_privilege drops our IQs to domains and bare JIDs: the bridge says so, and loses nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody, SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import { needs } from '../support/need.ts';
import { until } from '../support/until.ts';
import { openStage, type Stage } from './spine/stage.ts';

const BOT = 'bot@bridge.example.org';
const PRIVILEGE = '  mod_privilege: {}';
const WRONG = /drops.*mod_privilege.*25\.03/;

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly gates?: boolean;
  readonly detail?: string;
}

describe.runIf(needs('ejabberd@24'))('a server that drops IQs', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage('ejabberd@24', {}, { ejabberd: { modules: PRIVILEGE } });
  });
  afterAll(() => stage.close());

  async function iqCheck(): Promise<Check | undefined> {
    const response = await fetch(`${stage.bridge.managementUrl}/readyz`);
    expect(response.status).toBe(200);
    const { checks } = (await response.json()) as { readonly checks: readonly Check[] };
    return checks.find(({ name }) => name === 'iqs');
  }
  const says = async () => (await iqCheck())?.ok === false;
  const status = async () => (await stage.api.get('/v1/status')).json as StatusReport;
  const metric = async () =>
    /^bridge_link_iqs_dropped (\d)$/m.exec(
      await (await fetch(`${stage.bridge.managementUrl}/metrics`)).text(),
    )?.[1];

  it('is found out within seconds, with the cure, in readiness, status, log and metrics', async () => {
    await until(says, { timeout: 3_000 });
    const check = await iqCheck();
    expect(check?.gates).toBe(false);
    expect(check?.detail).toMatch(WRONG);
    const { link } = await status();
    expect(link).toMatchObject({ state: 'online', warnings: [expect.stringMatching(WRONG)] });
    expect(stage.bridge.logs()).toMatch(WRONG);
    expect(await metric()).toBe('1');
  });

  it('still acknowledges messages', async () => {
    const juliet = await stage.user('juliet');
    const { json } = await stage.api.post('/v1/messages', {
      ...{ from: BOT, to: 'juliet@example.org', body: 'Good pilgrim' },
    });
    const { id } = json as SendRecord;
    await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    const isKnown = async () => {
      const record = (await stage.api.get(`/v1/messages/${id}`)).json as SendRecord;
      return record.status === 'acknowledged';
    };
    await until(isKnown);
    expect((await status()).link.barrier).toBe('self');
  });

  it('loses nothing when it is killed in the midst of messages', async () => {
    const romeo = await stage.user('romeo');
    const bodies = Array.from({ length: 200 }, (_, at) => `sonnet ${at}`);
    const send = (body: string) =>
      stage.api.post('/v1/messages', { from: BOT, to: 'romeo@example.org', body });
    await Promise.all(bodies.slice(0, 100).map(send));
    await romeo.waitFor(({ body }) => body === 'sonnet 0');
    await stage.server.kill();
    const kept = Promise.all(bodies.slice(100).map(send));
    await stage.server.restart();
    for (const { status: code } of await kept) expect(code).toBe(202);
    const again = await stage.user('romeo');
    const isDone = async () => (await status()).outbox.depth === 0;
    await until(isDone, { timeout: 20_000 });
    await send('the end');
    await again.waitFor(({ body }) => body === 'the end');
    const heard = new Set([...romeo.received, ...again.received].map(({ body }) => body));
    expect(bodies.filter((body) => !heard.has(body))).toEqual([]);
  });

  it('makes the timeout of an IQ say why', async () => {
    await until(says);
    const iq = { from: BOT, to: 'example.org', ping: {} };
    const response = await stage.api.post('/v1/iq', iq, { headers: { prefer: 'wait=1' } });
    expect(response.status).toBe(504);
    expect((response.json as ProblemBody).detail).toMatch(WRONG);
  });

  it('is not complained of any more once it is mended, without a new link', async () => {
    await until(says);
    const { since } = (await status()).link;
    const config = join(stage.server.folder, 'ejabberd.yml');
    writeFileSync(config, readFileSync(config, 'utf8').replace(PRIVILEGE, ''));
    const url = `http://127.0.0.1:${stage.server.httpPort}/api/reload_config`;
    await fetch(url, { method: 'POST', body: '{}' });
    await until(async () => (await iqCheck()) === undefined, { timeout: 10_000 });
    const { link } = await status();
    expect(link).toMatchObject({ since, state: 'online' });
    expect(link).not.toHaveProperty('warnings');
    expect(await metric()).toBe('0');
    const iq = { from: BOT, to: 'example.org', ping: {} };
    expect((await stage.api.post('/v1/iq', iq)).status).toBe(200);
  });
});
