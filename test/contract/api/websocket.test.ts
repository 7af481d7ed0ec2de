import { describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { DOMAIN } from '../../support/webhook-stage.ts';
import { closing, frameFaults, WsStage } from './ws-stage.ts';

const stage = new WsStage();

describe('a WebSocket', () => {
  it('begins with a cursor to come back to, then brings events', async () => {
    const client = await stage.connect();
    const first = await client.frames.next();
    expect(first.type).toBe('cursor');
    await stage.hub.hear('Good morrow');
    const { data, cursor } = await client.events.next();
    expect(data).toMatchObject({ body: 'Good morrow' });
    expect(frameFaults(client.frames.received[1])).toEqual([]);
    expect(cursor).not.toBe(client.frames.received[0]);
    client.cut();
    await stage.hub.hear('meanwhile');
    const back = await stage.connect(`?after=${cursor}`);
    expect((await back.events.next()).data).toMatchObject({ body: 'meanwhile' });
  });

  it('has filters, and XML when asked to', async () => {
    const client = await stage.connect('?identities=alerts&xml=true');
    await stage.hub.hear('to the bot');
    await stage.hub.hear('to alerts', `alerts@${DOMAIN}`);
    const { data } = await client.events.next();
    expect(data).toMatchObject({
      body: 'to alerts',
      xml: expect.stringContaining('<body>') as string,
    });
  });

  it('is pinged, and told where it is', async () => {
    stage.open({ heartbeatMs: 100 });
    const client = await stage.connect('?events=message.status');
    let pings = 0;
    client.socket.on('ping', () => (pings += 1));
    const before = client.cursor();
    await stage.hub.hear('not wanted');
    await until(() => pings > 2 && client.cursor() !== before);
    expect(client.events.received).toEqual([]);
  });

  it('is cut when it answers no ping', async () => {
    stage.open({ heartbeatMs: 10 });
    const client = await stage.connect();
    client.socket.pause();
    await until(() => stage.hub.hub.size === 0);
  });

  it('is left when the client goes', async () => {
    const client = await stage.connect();
    client.socket.close();
    await until(() => stage.hub.hub.size === 0);
  });
});

describe('a WebSocket that ends', () => {
  it('says where to go on when the server closes', async () => {
    const client = await stage.connect();
    await stage.hub.hear('the last');
    const { cursor } = await client.events.next();
    await stage.api.close();
    expect(await closing(client)).toEqual({ code: 1001, reason: cursor });
  });

  it('does not keep the server from closing when its client does not answer', async () => {
    const client = await stage.connect();
    client.socket.pause();
    await stage.api.close();
    expect(stage.hub.hub.size).toBe(0);
  });

  it('says so when its key was revoked', async () => {
    const client = await stage.connect();
    stage.hub.hub.closeWhere(() => true);
    expect((await closing(client)).code).toBe(1008);
    expect(client.frames.received.at(-1)).toMatchObject({ problem: { code: 'unauthorized' } });
  });

  it('tells a slow reader where to go on', async () => {
    stage.open({ maxUnsent: 100_000 });
    const client = await stage.connect();
    client.socket.pause();
    const all: string[] = [];
    await until(
      async () => {
        if (stage.hub.hub.size > 0) {
          all.push(`${String(all.length)} ${'x'.repeat(100_000)}`);
          await stage.hub.hear(all.at(-1)!);
        }
        return stage.hub.hub.size === 0;
      },
      { interval: 1 },
    );
    client.socket.resume();
    const { code, reason } = await closing(client);
    expect(code).toBe(1013);
    expect(reason).toBe(client.cursor());
    const back = await stage.connect(`?after=${reason}`);
    const read = () => [...client.events.received, ...back.events.received];
    await until(() => read().length === all.length);
    expect(read().map(({ data }) => (data as { body: string }).body)).toEqual(all);
  });

  it('tells a client whose history is gone', async () => {
    const other = Buffer.from('anotherlog 7-0').toString('base64url');
    const client = await stage.connect(`?after=${other}`);
    expect((await closing(client)).code).toBe(4410);
    expect(client.frames.received).toMatchObject([
      { problem: { code: 'history-lost', status: 410 } },
    ]);
  });
});
