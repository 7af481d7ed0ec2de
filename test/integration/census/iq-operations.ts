/** The operations on IQs, of one address and of many. */
import { expect } from 'vitest';
import type { ApiResponse } from '../../support/api-client.ts';
import { BOT, type World } from './world.ts';

async function expectStatus(answer: Promise<ApiResponse>, wanted: number) {
  const { status, text, json } = await answer;
  expect(status, text).toBe(wanted);
  return json as Readonly<Record<string, string>>;
}

export const IQ_OPERATIONS = {
  async askIq({ api }: World, notes: { iq: string }) {
    const ping = { to: 'example.org', type: 'get', ping: {} };
    await expectStatus(api.post('/v1/iq', ping), 200);
    const headers = { prefer: 'respond-async' };
    notes.iq = (await expectStatus(api.post('/v1/iq', ping, { headers }), 202))['id'] ?? '';
  },
  getIq: ({ api }: World, { iq }: { readonly iq: string }) =>
    expectStatus(api.get(`/v1/iq/${iq}`), 200),
  async answerIq({ api, juliet, receiver }: World) {
    await juliet.send(`<iq type='get' id='card' to='${BOT}'><vCard xmlns='vcard-temp'/></iq>`);
    const asked = await receiver.waitFor(({ raw }) => raw.includes('"iq.received"'));
    const { id } = asked.json as { readonly id: string };
    await expectStatus(api.post(`/v1/iq/${id}/result`, { result: {} }), 204);
  },
  async askIqBatch({ api }: World) {
    const body = { to: ['example.org', 'nobody@example.org'], iq: { ping: {} } };
    const headers = { 'idempotency-key': 'a-fleet' };
    const { status, text } = await api.post('/v1/iq/batch', body, { headers });
    expect(status, text).toBe(200);
    expect(text.trim().split('\n')).toHaveLength(2);
  },
};
