import { beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import { createConsumers } from '../../../src/features/streams/consumers.ts';
import { until } from '../../support/until.ts';
import { SENT } from './fake-ports.ts';
import { closing, frameFaults, HI, WsStage } from './ws-stage.ts';

const stage = new WsStage();

describe('a command', () => {
  it('to send is answered as the call would have been', async () => {
    const client = await stage.connect();
    const answer = await client.ask({ ref: '1', command: 'send', body: HI, idempotencyKey: 'k' });
    const rest = await stage.api.send({ method: 'post', url: '/v1/messages', body: HI });
    expect(answer).toEqual({ type: 'answer', ref: '1', status: 202, body: rest.body as unknown });
    const sent = stage.api.ports.calls.find(({ method }) => method === 'message');
    expect(sent?.args.slice(1)).toEqual([HI, { idempotencyKey: 'k' }]);
    expect(answer.body).toMatchObject({ id: SENT.id });
  });

  it('to ask is answered as the call would have been, with its preferences', async () => {
    const client = await stage.connect();
    const body = { to: 'example.org', type: 'get', ping: {} };
    const answer = await client.ask({ ref: 'a', command: 'iq', body, prefer: 'wait=3' });
    const rest = await stage.api.send({ method: 'post', url: '/v1/iq', body });
    expect(answer).toEqual({ type: 'answer', ref: 'a', status: 200, body: rest.body as unknown });
    const later = await client.ask({ ref: 'b', command: 'iq', body, prefer: 'respond-async' });
    expect(later).toMatchObject({ status: 202, body: { status: 'pending' } });
    const asked = stage.api.ports.calls.find(({ method }) => method === 'ask');
    expect(asked?.args[2]).toEqual({ waitMs: 3000 });
  });

  it('that is refused has the problem of the call', async () => {
    const client = await stage.connect();
    for (const body of [{ to: 7 }, { ...HI, colour: 'red' }]) {
      const answer = await client.ask({ ref: JSON.stringify(body), command: 'send', body });
      const rest = await stage.api.send({ method: 'post', url: '/v1/messages', body });
      expect(answer).toMatchObject({ status: 400, body: rest.body as object });
    }
    stage.api.ports.refusal = new BridgeError('outbox-full', 'No.');
    const full = await client.ask({ ref: 'full', command: 'send', body: HI });
    const rest = await stage.api.send({ method: 'post', url: '/v1/messages', body: HI });
    expect(full).toMatchObject({ status: 503, body: rest.body as object });
  });

  it('that fails tells nothing of the inside, and the log all', async () => {
    const client = await stage.connect();
    stage.api.ports.refusal = new Error('a secret of the inside');
    const answer = await client.ask({ ref: '1', command: 'send', body: HI });
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(stage.api.errors).toHaveLength(1);
  });

  it('counts as a request of its key', async () => {
    const client = await stage.connect();
    stage.api.ports.tooFast = 'all';
    const answer = await client.ask({ ref: '1', command: 'send', body: HI });
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  });

  it('needs the scope of the call', async () => {
    const client = await stage.connect('', { authorization: 'Bearer only:events-read' });
    const answer = await client.ask({ ref: '1', command: 'send', body: HI });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it.each([
    ['no JSON', '{', 'malformed-body', undefined],
    ['no object', '[]', 'invalid-request', undefined],
    ['no ref', '{"command":"send","body":{}}', 'invalid-request', undefined],
    ['no such command', '{"ref":"7","command":"shout","body":{}}', 'invalid-request', '7'],
    ['more than a command', '{"ref":"7","command":"iq","body":{},"x":1}', 'invalid-request', '7'],
  ])('that is %s gets a problem, and the connection goes on', async (_, text, code, ref) => {
    const client = await stage.connect();
    client.send(text);
    const problem = await client.frames.waitFor(({ type }) => type === 'problem');
    expect(problem).toMatchObject({ problem: { code }, ...(ref !== undefined && { ref }) });
    expect(frameFaults(problem)).toEqual([]);
    const answer = await client.ask({ ref: 'after', command: 'send', body: HI });
    expect(answer.status).toBe(202);
  });

  it('as bytes gets a problem', async () => {
    const client = await stage.connect();
    client.socket.send(Buffer.from('{}'));
    const problem = await client.frames.waitFor(({ type }) => type === 'problem');
    expect(problem).toMatchObject({ problem: { code: 'malformed-body' } });
  });

  it('over the bound closes the connection', async () => {
    const client = await stage.connect();
    client.send('x'.repeat(5000));
    expect((await closing(client)).code).toBe(1009);
  });

  it('is refused when a hundred have no answer yet', async () => {
    const client = await stage.connect();
    let answer: (record: typeof SENT) => void = () => undefined;
    const held = new Promise<typeof SENT>((resolve) => (answer = resolve));
    stage.api.ports.outgoing.message = () => held;
    for (let n = 0; n < 101; n += 1) client.send({ ref: String(n), command: 'send', body: HI });
    const problem = await client.frames.waitFor(({ type }) => type === 'problem');
    expect(problem).toMatchObject({ ref: '100', problem: { code: 'too-many-requests' } });
    answer(SENT);
    await until(
      () => client.frames.received.filter(({ type }) => type === 'answer').length === 100,
    );
    expect(await client.ask({ ref: 'then', command: 'send', body: HI })).toMatchObject({
      status: 202,
    });
  });
});

describe('a consumer over a WebSocket', () => {
  beforeEach(() => {
    Object.assign(stage.api.ports.consumers, createConsumers(stage.hub.store, stage.hub.tail));
  });

  it('goes on after what it acknowledged', async () => {
    const first = await stage.connect('?consumer=orders');
    for (const body of ['one', 'two', 'three']) await stage.hub.hear(body);
    await until(() => first.events.received.length === 3);
    const { cursor } = first.events.received[1]!;
    const answer = await first.ask({ ref: '1', command: 'ack', body: { cursor } });
    const rest = await stage.api.send({
      method: 'post',
      url: '/v1/consumers/orders/ack',
      body: { cursor },
    });
    expect(answer).toEqual({ type: 'answer', ref: '1', status: 200, body: rest.body as unknown });
    expect(answer.body).toEqual({ name: 'orders', cursor });
    first.cut();
    const back = await stage.connect('?consumer=orders');
    expect((await back.events.next()).data).toMatchObject({ body: 'three' });
    const poll = await stage.api.send({ method: 'get', url: '/v1/events?consumer=orders' });
    expect(poll.status).toBe(200);
    const asked = stage.api.ports.calls.find(({ method }) => method === 'events');
    expect(asked?.args[1]).toMatchObject({ after: cursor });
  });

  it('is replaced by the connection that comes last', async () => {
    const first = await stage.connect('?consumer=orders');
    await stage.connect('?consumer=orders');
    expect((await closing(first)).code).toBe(4409);
    expect(first.frames.received.at(-1)).toMatchObject({ problem: { code: 'conflict' } });
  });

  it('has to have a name to acknowledge', async () => {
    const client = await stage.connect();
    const answer = await client.ask({
      ref: '1',
      command: 'ack',
      body: { cursor: client.cursor() },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });
});

describe('connections that share a consumer', () => {
  const COMPETING = '?consumer=orders&sharing=competing';

  it('are each sent what the others are not, and acknowledge each event by itself', async () => {
    const two = [await stage.connect(COMPETING), await stage.connect(COMPETING)];
    const people = ['juliet', 'nurse', 'tybalt', 'paris'];
    for (const person of people) await stage.hub.hear(person, `${person}@bridge.example.org`);
    const events = () => two.flatMap((client) => client.events.received);
    await until(() => events().length === people.length);
    const bodies = events().map(({ data }) => (data as { body: string }).body);
    expect(bodies.sort()).toEqual([...people].sort());
    const [client] = two.filter(({ events }) => events.received.length > 0);
    const { cursor } = client!.events.received[0]!;
    const answer = await client!.ask({ ref: '1', command: 'ack', body: { cursor } });
    expect(answer).toMatchObject({ status: 200, body: { name: 'orders', cursor } });
    const again = await client!.ask({ ref: '2', command: 'ack', body: { cursor } });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const none = await client!.ask({ ref: '3', command: 'ack', body: { cursor: 'yesterday' } });
    expect(none).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('have to name it', async () => {
    await expect(stage.connect('?sharing=competing')).rejects.toThrow(/^400 /);
  });

  it('are refused where the others ask for other events', async () => {
    const first = await stage.connect(COMPETING);
    await stage.hub.hear('here');
    await first.events.next();
    await expect(stage.connect(`${COMPETING}&events=link.up`)).rejects.toThrow(/^409 /);
  });
});
