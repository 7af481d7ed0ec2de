/** Who counts as somebody that can answer an IQ: where nobody can, the user who asks is told at once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventList } from '../../src/features/events/events.ts';
import { openSse } from '../support/sse-client.ts';
import { until } from '../support/until.ts';
import { openWs } from '../support/ws-client.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { openStage, SERVERS } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';
import { describeAtOnce } from '../support/at-once.ts';

const VCARD = "<vCard xmlns='vcard-temp'/>";
const AT_ONCE_MS = 3_000;
const WAITED_MS = 9_000;

describeAtOnce(SERVERS, 'with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let asked = 0;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.user('juliet');
  });
  afterAll(() => stage.close());

  /** How long the refusal took, ms. */
  async function refusalTime(identity: string): Promise<number> {
    const id = `asked-${++asked}`;
    const began = performance.now();
    await juliet.send(
      `<iq id='${id}' to='${identity}@bridge.example.org' type='get'>${VCARD}</iq>`,
    );
    const answer = await juliet.waitFor(
      ({ name, attributes }) => name === 'iq' && attributes['id'] === id,
      20_000,
    );
    expect(answer.xml).toContain('service-unavailable');
    return performance.now() - began;
  }
  const isRefusedAtOnce = async (identity: string) => (await refusalTime(identity)) < AT_ONCE_MS;
  const url = (path: string) => `${stage.bridge.baseUrl}${path}`;
  const key = () => stage.bridge.apiKey;

  it.each([
    ['a poll', '/v1/events?wait=20&after=now&events=message.received'],
    ['a poll for other identities', '/v1/events?wait=20&after=now&identities=nurse'],
    ['a poll for other people', '/v1/events?wait=20&after=now&remotes=romeo@example.org'],
  ])('%s that would not be shown the request does not count', async (_what, path) => {
    const polling = new AbortController();
    const headers = { authorization: `Bearer ${key()}` };
    const poll = fetch(url(path), { headers, signal: polling.signal }).catch(() => undefined);
    expect(await isRefusedAtOnce('friar')).toBe(true);
    polling.abort();
    await poll;
  });

  it('a stream of messages only does not count', async () => {
    const sse = await openSse(url('/v1/events/stream?events=message.received'), { key: key() });
    expect(await isRefusedAtOnce('friar')).toBe(true);
    sse.cut();
  });

  it('a webhook for messages only, for another identity, or paused does not count', async () => {
    await stage.webhook({ events: ['message.received'] });
    await stage.webhook({ events: ['iq.received'], identities: ['nurse'] });
    const paused = await stage.webhook({ events: ['iq.received'] });
    const { json } = await stage.api.get('/v1/webhooks');
    const { items } = json as { items: { id: string; url: string }[] };
    const id = items.find((webhook) => webhook.url === paused.url)?.id;
    expect((await stage.api.post(`/v1/webhooks/${id}/pause`, {})).status).toBeLessThan(300);
    expect(await isRefusedAtOnce('friar')).toBe(true);
  });

  it('the request that nobody could answer is an event all the same', async () => {
    await refusalTime('friar');
    const { json } = await stage.api.get(
      '/v1/events?events=iq.received&identities=friar&limit=100',
    );
    const ids = (json as EventList).items.map(({ data }) => (data as { id?: string }).id);
    expect(ids).toContain(`asked-${asked}`);
    // That was a poll for it: it counts for some seconds.
    await until(() => isRefusedAtOnce('friar'), { timeout: 30_000 });
  });

  it('a stream for requests counts while it is open', async () => {
    const sse = await openSse(url('/v1/events/stream?events=iq.received'), { key: key() });
    expect(await refusalTime('friar')).toBeGreaterThan(WAITED_MS);
    sse.cut();
    // It may take a moment until the bridge sees the end of the connection.
    await until(() => isRefusedAtOnce('friar'), { timeout: 30_000 });
  });

  it('a WebSocket without a filter counts while it is open', async () => {
    const ws = await openWs(url('/v1/events/ws'), { authorization: `Bearer ${key()}` });
    expect(await refusalTime('friar')).toBeGreaterThan(WAITED_MS);
    ws.cut();
    // It may take a moment until the bridge sees the end of the connection.
    await until(() => isRefusedAtOnce('friar'), { timeout: 30_000 });
  });

  it('a poller answers between two polls', async () => {
    const first = await stage.api.get('/v1/events?after=now&events=iq.received&identities=count-*');
    const { cursor } = first.json as EventList;
    const to = 'count-paris@bridge.example.org';
    await juliet.send(`<iq id='between' to='${to}' type='get'>${VCARD}</iq>`);
    const path = `/v1/events?after=${cursor}&wait=5&events=iq.received&identities=count-*`;
    const { items } = (await stage.api.get(path)).json as EventList;
    const result = { extensions: [{ name: 'vCard', namespace: 'vcard-temp', children: [] }] };
    const taken = await stage.api.post(`/v1/iq/${items[0]?.id}/result`, { result });
    expect(taken.status, taken.text).toBe(204);
    const answer = await juliet.waitFor(({ attributes }) => attributes['id'] === 'between');
    expect(answer.attributes['type']).toBe('result');
  });
});
