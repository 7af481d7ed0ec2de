import { afterEach, describe, expect, test } from 'vitest';
import { trimEvents } from '../../../../src/features/events/retention.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { until } from '../../../support/until.ts';
import { BOOTSTRAP, startWebhookStage, type WebhookStage } from '../../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';

/** Nothing is kept longer than a webhook needs it; what one holds back goes at three times ten events. */
const RETENTION = { keepMs: 1_000_000, maxLength: 10, heldFactor: 3 };

let stage: WebhookStage;
let receiver: WebhookReceiver;

async function start(answer: WebhookReceiver['answer'] = {}) {
  receiver = await startWebhookReceiver(answer);
  stage = await startWebhookStage({ schedule: [0, 1e6] });
}

afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

async function hear(count: number, from = 0) {
  for (let n = from; n < from + count; n += 1) await stage.hear(`g${n}@verona.example`, String(n));
}

async function trim(): Promise<number> {
  const heldAt = await stage.workers.heldAt();
  return trimEvents(stage.store, RETENTION, {
    now: Date.now(),
    ...(heldAt !== undefined && { heldAt }),
  });
}

function bodies(): string[] {
  return receiver.received.map(({ json }) => (json as { data: { body: string } }).data.body);
}

const webhook = (id: string) => stage.webhooks.get(BOOTSTRAP, id);

describe('the event log', () => {
  test('keeps what a paused webhook is yet to be sent, short of its bound', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await stage.webhooks.pause(BOOTSTRAP, id);
    await hear(30);
    expect(await trim()).toBe(0);
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => new Set(bodies()).size === 30);
    expect(await webhook(id)).toMatchObject({ backlog: { gaps: 0 } });
  });

  test('keeps what a failing webhook is yet to be sent, short of its bound', async () => {
    await start({ status: 503 });
    const { id } = await stage.subscribe(receiver.url);
    await hear(12);
    await until(async () => (await webhook(id))?.status === 'failing');
    await hear(17, 12);
    await trim();
    receiver.answer = {};
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => new Set(bodies()).size === 29);
    expect(await webhook(id)).toMatchObject({ backlog: { gaps: 0 } });
  });

  test('is trimmed for what a disabled webhook was not sent', async () => {
    await start({ status: 410 });
    const { id } = await stage.subscribe(receiver.url);
    await stage.hear(ROMEO, 'gone');
    await until(async () => (await webhook(id))?.status === 'disabled');
    await hear(30);
    expect(await trim()).toBeGreaterThan(15);
  });

  test('over the bound of a webhook lets go of its events, which is counted and shown', async () => {
    await start();
    const { id } = await stage.subscribe(receiver.url);
    await stage.webhooks.pause(BOOTSTRAP, id);
    await hear(50);
    expect(await trim()).toBe(20);
    await stage.webhooks.resume(BOOTSTRAP, id);
    await until(() => bodies().length === 30);
    expect(bodies()).not.toContain('19');
    await until(async () => (await webhook(id))?.backlog.gaps === 1);
  });
});
