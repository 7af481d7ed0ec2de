/** A page in a real browser, with the client package, that calls a bridge of another origin (CORS). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPages, type Pages } from '../support/browser.ts';
import { needs } from '../support/need.ts';
import { openStage, type Stage } from './spine/stage.ts';

describe.runIf(needs('prosody', 'chromium'))('a page in a browser', () => {
  let pages: Pages;
  let stage: Stage;
  beforeAll(async () => {
    pages = await startPages();
    const origin = `http://localhost:${pages.port}`;
    stage = await openStage('prosody', { BRIDGE_ORIGINS: origin });
  });
  afterAll(async () => {
    pages.close();
    await stage.close();
  });

  async function newKey(): Promise<string> {
    const scopes = ['messages:send', 'events:read'];
    const rights = { identities: ['*'], recipients: ['*'], rate: 100, scopes };
    const { json, status, text } = await stage.api.post('/v1/keys', { name: 'page', ...rights });
    expect(status, text).toBe(201);
    return (json as { key: string }).key;
  }

  const begin = (key: string, to = 'juliet') => `
    const options = { baseUrl: '${stage.bridge.baseUrl}', key: '${key}', retries: 0 };
    const body = { to: '${to}@example.org', body: 'Good morrow' };`;

  it('of an allowed origin sends, is told of faults, and reads events in both ways', async () => {
    const report = await pages.visit(
      'localhost',
      `${begin(await newKey())}
      import { createBridge } from 'stanza-bridge-client';
      import { readEvents } from 'stanza-bridge-client/events';
      import { shareEvents } from 'stanza-bridge-client/share';
      const bridge = createBridge(options);
      const { data, response } = await bridge.POST('/v1/messages', { body });
      const { headers } = response;
      const fault = await bridge
        .GET('/v1/messages/{id}', { params: { path: { id: 'balcony' } } })
        .catch(({ code, status }) => ({ code, status }));
      const isAboutIt = ({ type, data: { id } }) => type === 'message.status' && id === data.id;
      const stop = new AbortController();
      let streamed;
      for await (const event of readEvents({ ...options, after: 'oldest', signal: stop.signal })) {
        streamed = event.type;
        if (isAboutIt(event)) break;
      }
      let shared;
      const place = { consumer: 'page', after: 'oldest', signal: stop.signal };
      await shareEvents({ ...options, ...place, WebSocket }, async (event) => {
        shared = event.type;
        if (isAboutIt(event)) stop.abort();
      });
      const shown = ['location', 'x-request-id', 'ratelimit', 'ratelimit-policy'];
      await report({
        id: data.id, fault, streamed, shared,
        shown: shown.filter((name) => headers.get(name) !== null),
        location: headers.get('location'),
      });`,
    );
    const { id } = report as { id: string };
    expect(report).toEqual({
      id,
      fault: { code: 'not-found', status: 404 },
      streamed: 'message.status',
      shared: 'message.status',
      shown: ['location', 'x-request-id', 'ratelimit', 'ratelimit-policy'],
      location: `/v1/messages/${id}`,
    });
  });

  it('of another origin reaches nothing', async () => {
    const key = await newKey();
    const nurse = await stage.user('nurse');
    const report = await pages.visit(
      '127.0.0.1',
      `${begin(key, 'nurse')}
      import { createBridge } from 'stanza-bridge-client';
      const outcome = await createBridge(options)
        .POST('/v1/messages', { body })
        .then(() => 'sent', ({ name }) => name);
      const socket = new WebSocket(options.baseUrl.replace('http', 'ws') + '/v1/events/ws');
      const connection = await new Promise((done) => {
        socket.onopen = () => done('open');
        socket.onerror = () => done('refused');
      });
      await report({ outcome, connection });`,
    );
    expect(report).toEqual({ outcome: 'TypeError', connection: 'refused' });
    await stage.api.post('/v1/messages', { to: nurse.jid, body: 'proof' });
    await nurse.waitFor(({ body }) => body === 'proof');
    expect(nurse.received.map(({ body }) => body)).not.toContain('Good morrow');
  });
});
