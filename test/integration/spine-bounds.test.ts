/** Stanzas over a bound of the bridge, from real users: what was asked for may be large, and each refusal is in our own name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { components } from '../../src/contract/types.gen.ts';
import type { XmppClient } from '../support/xmpp-client.ts';
import { openStage, SERVERS } from './spine/stage.ts';
import type { Stage } from './spine/stage.ts';

type Problem = components['schemas']['Problem'];

const BRIDGE = 'bridge.example.org';
const BOT = 'bot@bridge.example.org';
const DISCO_ITEMS = 'http://jabber.org/protocol/disco#items';

/** Answers every question with so many items. */
async function answerItems(juliet: XmppClient, count: number): Promise<void> {
  const { attributes } = await juliet.next(({ xml }) => xml.includes(DISCO_ITEMS));
  const items = Array.from({ length: count }, (_, n) => `<item jid='room-${n}@r.example.org'/>`);
  const { id, from } = attributes;
  await juliet.send(
    `<iq type='result' id='${id}' to='${from}'><query xmlns='${DISCO_ITEMS}'>${items.join('')}</query></iq>`,
  );
}

describe.each(SERVERS)('with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.user('juliet');
  });
  afterAll(() => stage.close());

  async function askItems(count: number, headers: Record<string, string> = {}) {
    const body = { to: juliet.jid, type: 'get', discoItems: {} };
    const [answer] = await Promise.all([
      stage.api.post('/v1/iq', body, { headers }),
      answerItems(juliet, count),
    ]);
    return answer;
  }

  it.each([2_500, 10_000])('an answer with %i items is given', async (count) => {
    const { status, text } = await askItems(count);
    expect(status, text.slice(0, 500)).toBe(200);
    expect(text.match(/room-\d+@/g)).toHaveLength(count);
  });

  it('an answer with 20,000 items is refused in the name of the bridge', async () => {
    const { status, json } = await askItems(20_000);
    const { code, retryable, detail, stanzaError } = json as Problem;
    expect({ status, code, retryable }).toEqual({
      status: 502,
      code: 'answer-too-large',
      retryable: false,
    });
    expect(detail).toContain(`${juliet.jid} has over 16000 elements`);
    expect(detail).toContain('BRIDGE_MAX_ANSWER_ELEMENTS');
    expect(stanzaError).toBeUndefined();
  });

  it('the outcome that is read later says so, too', async () => {
    const asked = await askItems(20_000, { prefer: 'respond-async, wait=20' });
    expect(asked.status).toBe(202);
    const { id } = asked.json as { id: string };
    let record: { status: string; problem?: Problem } = { status: 'pending' };
    while (record.status === 'pending') {
      record = (await stage.api.get(`/v1/iq/${id}`)).json as typeof record;
    }
    expect(record).toMatchObject({ status: 'failed', problem: { code: 'answer-too-large' } });
  });

  it('an answer that nobody asked for is refused at the lower bound', async () => {
    const items = '<item/>'.repeat(2_500);
    await juliet.send(
      `<iq type='result' id='made-up' to='${BOT}'><query xmlns='${DISCO_ITEMS}'>${items}</query></iq>`,
    );
    await juliet.send(
      `<iq type='get' id='after' to='${BRIDGE}'><ping xmlns='urn:xmpp:ping'/></iq>`,
    );
    await juliet.waitFor(({ attributes }) => attributes['id'] === 'after');
    const metrics = await (await fetch(`${stage.bridge.managementUrl}/metrics`)).text();
    expect(metrics).toMatch(
      /bridge_stanzas_over_bound_total\{[^}]*kind="iq-answer"[^}]*bound="elements"[^}]*\} [1-9]/,
    );
  });

  it.each([
    ['a message of 300 KiB', `<body>${'x'.repeat(300 * 1024)}</body>`, '262144 bytes'],
    ['a message with 3,000 elements', '<w xmlns="urn:w"/>'.repeat(3_000), '2000 elements'],
    ['a message 100 levels deep', '<d>'.repeat(100) + '</d>'.repeat(100), '64 levels'],
  ])('the sender of %s is told by whom it was refused, once', async (what, content, amount) => {
    const id = what.replaceAll(' ', '-');
    await juliet.send(`<message to='${BOT}' type='chat' id='${id}'>${content}</message>`);
    const refusal = await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    expect(refusal.attributes).toMatchObject({ type: 'error', from: BOT });
    expect(refusal.xml).toContain(
      `Stanza Bridge at ${BRIDGE} refuses stanzas with over ${amount}.`,
    );
  });

  it.each(['get', 'set'])('an iq %s with 3,000 elements is refused', async (type) => {
    const content = `<q xmlns='urn:q'>${'<w/>'.repeat(3_000)}</q>`;
    await juliet.send(`<iq to='${BOT}' type='${type}' id='wide-${type}'>${content}</iq>`);
    const refusal = await juliet.waitFor(({ attributes }) => attributes['id'] === `wide-${type}`);
    expect(refusal.xml).toContain('refuses stanzas with over 2000 elements');
  });

  it('a stanza that is too large to be sent is refused with the setting', async () => {
    const extensions = Array.from({ length: 600 }, () => ({ name: 'w', namespace: 'urn:w' }));
    const { status, text } = await stage.api.post('/v1/messages', { to: juliet.jid, extensions });
    expect(status).toBe(422);
    expect(text).toContain('BRIDGE_MAX_ELEMENTS_OUT');
  });
});
