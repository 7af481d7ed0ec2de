import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { FakeServer } from '../support/fake-server.ts';
import { serves } from '../support/fake-server-scripts.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { until } from '../support/until.ts';

const OLD = 'wherefore-art-thou';
const NEW = 'deny-thy-father';
const FIRST_KEY = 'the-first-key-of-verona-0123456789';
const SECOND_KEY = 'the-second-key-of-verona-012345678';

describe('what can be changed while the bridge runs', () => {
  let folder: TempDir;
  let server: FakeServer;
  let bridge: BridgeProcess;
  let secretFile: string;
  let keyFile: string;

  beforeAll(async () => {
    folder = tempDir('secrets');
    secretFile = join(folder.path, 'xmpp-secret');
    keyFile = join(folder.path, 'api-key');
    writeFileSync(secretFile, OLD);
    writeFileSync(keyFile, FIRST_KEY);
    server = new FakeServer(serves(OLD));
    await server.listen(0);
    bridge = await startBridge({
      server: { service: server.service, componentDomain: 'bridge.example.org', secret: '' },
      apiKey: '',
      env: {
        BRIDGE_XMPP_SECRET: '',
        BRIDGE_XMPP_SECRET_FILE: secretFile,
        BRIDGE_API_KEY_FILE: keyFile,
      },
    });
  });
  afterAll(async () => {
    await bridge.stop();
    await server.stop();
    folder.remove();
  });

  const linkState = async () => {
    const { json } = await bridge.api.get('/v1/status', { key: FIRST_KEY });
    return (json as { readonly link: { readonly state: string } }).link.state;
  };

  it('is the secret, where it comes from a file', async () => {
    server.script = serves(NEW);
    writeFileSync(secretFile, NEW);
    for (const connection of server.connections.received) connection.reset();
    await until(() => server.connections.received.length > 1);
    await until(async () => (await linkState()) === 'online');
  });

  it('is the bootstrap key, where it comes from a file', async () => {
    const statusWith = async (key: string) => (await bridge.api.get('/v1/status', { key })).status;
    expect(await statusWith(SECOND_KEY)).toBe(401);
    writeFileSync(keyFile, SECOND_KEY);
    await until(async () => (await statusWith(SECOND_KEY)) === 200);
    expect(await statusWith(FIRST_KEY)).toBe(401);
  });

  it('is the log level', async () => {
    const levels = () => bridge.logs().match(/"logLevel":"(?:debug|info)"/g) ?? [];
    await bridge.kill('SIGUSR2');
    await until(() => levels().length === 1);
    await bridge.kill('SIGUSR2');
    await until(() => levels().length === 2);
    expect(levels()).toEqual(['"logLevel":"debug"', '"logLevel":"info"']);
  });
});
