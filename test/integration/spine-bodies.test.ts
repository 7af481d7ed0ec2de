/** Bodies that would harm who reads them: too deep, too large, or no UTF-8. They are refused, and nothing is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody } from '../../src/contract/schemas.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { postBytes } from './spine/post-bytes.ts';
import { openStage } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';

const TO = 'juliet@example.org';
const JSON_TYPE = 'application/json';
const NDJSON = 'application/x-ndjson';
const XML = 'application/xmpp+xml';

const OPEN = '{"name":"x","children":[';
/** A body with an element of so many levels. */
function nested(head: string, levels: number): string {
  const element = OPEN.repeat(levels) + ']}'.repeat(levels);
  return `{${head},"extensions":[${element.replace('{', '{"namespace":"urn:x",')}]}`;
}

describe('a body', () => {
  let stage: Stage;
  let juliet: XmppClient;

  const post = (path: string, body: string | Uint8Array, type: string) =>
    postBytes(stage.bridge, path, body, type);

  beforeAll(async () => {
    stage = await openStage('prosody');
    juliet = await stage.user('juliet');
  });
  afterAll(() => stage.close());

  it.each([
    ['/v1/messages', `"to":"${TO}","body":"Hi"`],
    ['/v1/presence', `"to":"${TO}"`],
    ['/v1/iq', `"to":"example.org"`],
    ['/v1/iq/01JD8Q4Z7N0V4R6T1B3X5Y7W9K/result', `"result":{}`],
    ['/v1/stanzas/echo', `"to":"${TO}"`],
    ['/v1/webhooks', `"url":"https://shop.example/hook","events":["message.received"]`],
  ])('of 3,000 levels is refused at %s', async (path, head) => {
    const body = nested(head, 3_000);
    expect(body.length).toBeLessThan(128 * 1024);
    const { status, json, text } = await post(path, body, JSON_TYPE);
    expect(status, text).toBe(400);
    expect(json).toMatchObject({ code: 'malformed-body', errors: [{ pointer: '' }] });
  });

  it('of 3,000 levels is refused alone among the lines of a batch', async () => {
    const good = JSON.stringify({ to: TO, body: 'beside the deep one' });
    const deep = nested(`"to":"${TO}","body":"deep"`, 3_000);
    const { status, json } = await post('/v1/messages/batch', `${deep}\n${good}\n`, NDJSON);
    expect(status).toBe(200);
    const { items } = json as { items: { status: number; problem?: ProblemBody }[] };
    expect(items.map((item) => item.status)).toEqual([400, 202]);
    await juliet.waitFor(({ body }) => body === 'beside the deep one');
  });

  it('over 128 KiB is refused', async () => {
    const body = JSON.stringify({ to: TO, body: 'a'.repeat(128 * 1024) });
    const { status, json } = await post('/v1/messages', body, JSON_TYPE);
    expect(status).toBe(413);
    expect(json).toMatchObject({ code: 'payload-too-large' });
  });

  const bad = [0xff];
  const around = (before: string, after: string) =>
    Buffer.concat([Buffer.from(before), Buffer.from(bad), Buffer.from(after)]);

  it.each([
    ['/v1/messages', JSON_TYPE, around(`{"to":"${TO}","body":"a`, 'b"}')],
    ['/v1/messages/batch', NDJSON, around(`{"to":"${TO}","body":"a`, 'b"}\n')],
    ['/v1/presence', JSON_TYPE, around(`{"to":"${TO}","status":"a`, 'b"}')],
    ['/v1/iq', JSON_TYPE, around('{"to":"example.org","version":{"name":"a', 'b"}}')],
    ['/v1/stanzas', XML, around(`<message to='${TO}'><body>a`, 'b</body></message>')],
    ['/v1/stanzas/echo', XML, around(`<message to='${TO}'><body>a`, 'b</body></message>')],
  ])('that is no UTF-8 is refused at %s as %s', async (path, type, body) => {
    const { status, json, text } = await post(path, body, type);
    expect(status, text).toBe(400);
    expect(json).toMatchObject({ code: 'malformed-body', errors: [{ pointer: '' }] });
  });

  it('of any of these kinds sends nothing', async () => {
    await stage.api.post('/v1/messages', { to: TO, body: 'proof' });
    await juliet.waitFor(({ body }) => body === 'proof');
    const bodies = juliet.received.flatMap(({ body }) => body ?? []);
    expect(bodies).toEqual(['beside the deep one', 'proof']);
  });

  it('of 2,000 levels in the answer of a webhook sends nothing and harms nothing', async () => {
    const deep = `{"messages":[${nested('"body":"deep"', 2_000)}]}`;
    expect(deep.length).toBeLessThan(64 * 1024);
    const answers = [deep, JSON.stringify({ messages: [{ body: 'as deep as it may be' }] })];
    await stage.webhook({ events: ['message.received'] }, (_request, number) => ({
      headers: { 'content-type': JSON_TYPE },
      body: answers[number] ?? '{}',
    }));
    for (const body of ['one', 'two']) {
      await juliet.send(
        `<message to='bot@bridge.example.org' type='chat'><body>${body}</body></message>`,
      );
    }
    await juliet.waitFor(({ body }) => body === 'as deep as it may be');
    expect(juliet.received.some(({ body }) => body === 'deep')).toBe(false);
    expect(stage.bridge.running()).toBe(true);
  });
});
