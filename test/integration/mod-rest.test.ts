/** The packaged mod_rest, as the bench has it for a peer: that it carries what is measured. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modRestAuthorization, withModRest } from '../support/mod-rest.ts';
import { needs } from '../support/need.ts';
import { startServer } from '../support/servers.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

const DOMAIN = 'example.org';

describe.runIf(needs('prosody@13'))('the packaged mod_rest', () => {
  let receiver: WebhookReceiver;
  let server: XmppServer;

  beforeAll(async () => {
    receiver = await startWebhookReceiver({ status: 204 });
    const callback = { domain: 'peer.example.org', url: receiver.url, type: 'application/json' };
    const prosody = withModRest({ domain: DOMAIN, callback });
    server = await startServer('prosody@13', { domain: DOMAIN, prosody });
  });

  afterAll(async () => {
    await server.stop();
    await receiver.stop();
  });

  const post = (body: object) =>
    fetch(`http://127.0.0.1:${server.httpPort}/rest`, {
      method: 'POST',
      headers: {
        authorization: modRestAuthorization(server, 'nurse'),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });

  test('carries a message from HTTP to a user', async () => {
    const juliet = await connectClient({ server, user: 'juliet' });
    const sent = await post({ kind: 'message', type: 'chat', to: juliet.jid, body: 'Madam!' });
    expect(sent.status).toBe(202);
    expect(await juliet.next(({ name }) => name === 'message')).toMatchObject({ body: 'Madam!' });
    await juliet.close();
  });

  test('carries a message from a user to HTTP', async () => {
    const romeo = await connectClient({ server, user: 'romeo' });
    await romeo.send(
      `<message to="puck@peer.example.org" type="chat"><body>Ay me!</body></message>`,
    );
    const { json } = await receiver.next(({ method }) => method === 'POST');
    expect(json).toMatchObject({ kind: 'message', to: 'puck@peer.example.org', body: 'Ay me!' });
    await romeo.close();
  });

  test('answers an IQ with its result', async () => {
    const answer = await post({ kind: 'iq', type: 'get', to: DOMAIN, ping: true });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ kind: 'iq', type: 'result', from: DOMAIN });
  });
});
