/** A newcomer whose message has failed, with docs/errors.md in hand: what it says to type is typed, in its order. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { blocksOf } from '../support/documents.ts';
import { needs } from '../support/need.ts';
import { startProsody } from '../support/prosody.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const steps = blocksOf('docs/errors.md').filter(({ language }) => language === 'sh');
const the = (start: string) => steps.find(({ text }) => text.startsWith(start))?.text ?? '';

describe.runIf(needs('prosody'))('why a message failed', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let key: string;
  let failed: SendRecord;

  beforeAll(async () => {
    server = await startProsody();
    bridge = await startBridge({ server });
    const made = await bridge.api.post('/v1/keys', {
      ...{ name: 'newcomer', identities: ['bot'], scopes: ['messages:send', 'events:read'] },
    });
    key = (made.json as { readonly key: string }).key;
    const message = { from: 'bot', to: 'nobody@example.org', body: 'Who is there?' };
    const { id } = (await bridge.api.post('/v1/messages', message)).json as SendRecord;
    failed = await until(async () => {
      const record = (await bridge.api.get(`/v1/messages/${id}`)).json as SendRecord;
      return record.status === 'failed' && record;
    });
  });
  afterAll(async () => {
    await bridge.stop();
    await server.stop();
  });

  /** As it stands there, with a key that may only send and read events. */
  async function typed(text: string): Promise<string> {
    const here = text
      .replaceAll('localhost:8080', bridge.baseUrl.replace('http://', ''))
      .replaceAll('01J…', failed.id);
    const commands = `curl() { command curl --fail-with-body "$@"; }
      stanza-bridge() { node ${PROGRAM} "$@"; }`;
    const { port } = new URL(bridge.baseUrl);
    const env = {
      ...{ PATH: process.env['PATH'], KEY: key, BRIDGE_API_KEY: key, BRIDGE_HTTP_PORT: port },
    };
    const { stdout } = await promisify(execFile)('bash', ['-c', `${commands}\n${here}`], { env });
    return stdout;
  }

  it('is told by the command and by curl in the same words', async () => {
    const words = failed.error?.detail ?? '';
    expect(words).toContain('the account does not exist');
    expect(await typed(the('stanza-bridge messages show'))).toContain(words);
    const record = JSON.parse(
      await typed(the('curl -s localhost:8080/v1/messages/')),
    ) as SendRecord;
    expect(record.error?.detail).toBe(words);
  });

  it('is explained by both, with what to do', async () => {
    const condition = failed.error?.stanzaError?.condition ?? '';
    for (const start of ['stanza-bridge explain', 'curl -s localhost:8080/problems/service']) {
      expect(the(start)).toContain(condition);
      expect(await typed(the(start))).toContain('What to do: Check the address');
    }
  });

  it('is in the event log', async () => {
    expect(await typed(the("curl -s 'localhost:8080/v1/events"))).toContain(failed.id);
  });

  it('is looked up without a key, as the codes of problems are', async () => {
    expect(await typed(the('curl -s localhost:8080/problems/iq-timeout'))).toContain('iq-timeout');
  });

  it('looks like the example of the page', () => {
    const example = blocksOf('docs/errors.md').find(({ language }) => language === 'json');
    const shown = (example?.text ?? '').replace('romeo@', 'nobody@');
    expect(failed.error).toEqual(JSON.parse(shown));
  });
});
