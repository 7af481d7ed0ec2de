/** One message's whole way under one trace: the call, the stanza, its receipt, the webhook that tells of it. */
import { expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import { startWebhookReceiver } from '../support/webhook-receiver.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';
import { openStage } from './spine/stage.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

interface ExportedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}

it('a message is one trace from the call to the webhook', async () => {
  const collector = await startWebhookReceiver({ status: 200, body: {} });
  const stage = await openStage('prosody', { BRIDGE_TRACES_URL: collector.url });
  try {
    const receiver = await stage.webhook({ events: ['message.status'] });
    const juliet = await stage.user('juliet');
    const body = { to: 'juliet@example.org', body: 'Soft!', receipt: { request: true } };
    const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
    const sent = await stage.api.post('/v1/messages', body, { headers });
    const { id } = sent.json as SendRecord;
    await juliet.waitFor(({ attributes }) => attributes['id'] === id);
    await receiver.waitFor(({ raw }) => raw.includes('"acknowledged"'));
    await juliet.send(
      `<message to="bridge.example.org"><received xmlns="urn:xmpp:receipts" id="${id}"/></message>`,
    );
    const told = await receiver.waitFor(({ raw }) => raw.includes('"delivered"'));
    expect(told.json).toMatchObject({ trace: expect.stringContaining(TRACE) as string });
    expect(told.headers['traceparent']).toContain(TRACE);

    await stage.bridge.stop();
    const spans = spansOf(collector).filter(({ traceId }) => traceId === TRACE);
    const named = (name: string) => spans.filter((span) => span.name === name);
    const [call] = named('sendMessage');
    expect(call?.parentSpanId).toBe(CALLER);
    const [delivered] = named('message delivered');
    expect(delivered?.parentSpanId).toBe(call?.spanId);
    expect(named('message sent').map(({ parentSpanId }) => parentSpanId)).toEqual([call?.spanId]);
    expect(named('message acknowledged')).toHaveLength(1);
    const attempts = named('webhook attempt').map(({ parentSpanId }) => parentSpanId);
    expect(attempts).toContain(delivered?.spanId);
  } finally {
    await stage.close();
    await collector.stop();
  }
});

it('an IQ is one trace with the call that asks', async () => {
  const collector = await startWebhookReceiver({ status: 200, body: {} });
  const stage = await openStage('prosody', { BRIDGE_TRACES_URL: collector.url });
  try {
    const answer = await stage.api.post('/v1/iq', { to: 'example.org', ping: {} });
    expect(answer.status).toBe(200);
    await stage.bridge.stop();
    const spans = spansOf(collector);
    const call = spans.find(({ name }) => name === 'askIq');
    expect(call).toBeDefined();
    expect(spans.find(({ name }) => name === 'iq')?.parentSpanId).toBe(call?.spanId);
  } finally {
    await stage.close();
    await collector.stop();
  }
});

function spansOf({ received }: WebhookReceiver): ExportedSpan[] {
  interface Export {
    resourceSpans: { scopeSpans: { spans: ExportedSpan[] }[] }[];
  }
  return received.flatMap(({ json }) =>
    (json as Export).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    ),
  );
}
