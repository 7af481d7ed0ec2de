/** Complete and in order, however many connections it comes by. */
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { until } from '../support/until.ts';
import { ALL_SERVERS, openStage } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';

const CONNECTIONS = 16;
const MESSAGES = 1_000;

describe.each(ALL_SERVERS)('with $name', ({ name }) => {
  let stage: Stage;
  let juliet: XmppClient;

  beforeAll(async () => {
    stage = await openStage(name);
    juliet = await stage.user('juliet');
  });
  afterAll(() => stage.close());

  it('a thousand messages over sixteen connections arrive complete and in order', async () => {
    const accepted: SendRecord[] = [];
    let next = 0;
    /** One connection: the next message goes when the last one is answered. */
    const speak = async () => {
      const connection = new Agent({ connections: 1, pipelining: 1 });
      while (next < MESSAGES) accepted.push(await post(stage, connection, next++));
      await connection.close();
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, speak));

    const texts = () => juliet.received.filter(({ body }) => body?.startsWith('line '));
    const message = () => `${MESSAGES} messages, of which ${texts().length} came`;
    await until(() => texts().length >= MESSAGES, { timeout: 30_000, message });
    await stage.api.post('/v1/messages', { to: 'juliet@example.org', body: 'The end' });
    await juliet.waitFor(({ body }) => body === 'The end');

    const inOrder = accepted.map(({ id }) => id).sort();
    expect(texts().map(({ attributes }) => attributes['id'])).toEqual(inOrder);
    // The order of the ids is that of the instants.
    const byId = accepted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const instants = byId.map(({ createdAt }) => createdAt);
    expect(instants).toEqual(instants.toSorted());
  });
});

async function post(stage: Stage, connection: Agent, number: number): Promise<SendRecord> {
  const { statusCode, body } = await connection.request({
    origin: stage.bridge.baseUrl,
    path: '/v1/messages',
    method: 'POST',
    headers: {
      authorization: `Bearer ${stage.bridge.apiKey}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ to: 'juliet@example.org', type: 'chat', body: `line ${number}` }),
  });
  const answer = await body.text();
  if (statusCode !== 202) throw new Error(answer);
  return JSON.parse(answer) as SendRecord;
}
