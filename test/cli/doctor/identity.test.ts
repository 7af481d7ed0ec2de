import { expect, it } from 'vitest';
import { runCommand } from '../../support/cli-run.ts';

it('doctor refuses to try an identity that is of another domain', async () => {
  const env = {
    BRIDGE_XMPP_SERVICE: 'xmpp://127.0.0.1:5347',
    BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
    BRIDGE_XMPP_SECRET: 'wherefore-art-thou',
    BRIDGE_API_KEY: 'thus-with-a-kiss-i-die-0123456789',
  };
  const { code, err } = await runCommand(['doctor', '--identity', 'romeo@mantua.example'], { env });
  expect(code).toBe(64);
  expect(err).toContain('romeo@mantua.example');
});
