import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../../src/core/errors.ts';
import { applyFeedback } from '../../../../src/features/messages/ledger/feedback.ts';
import { shownStatus } from '../../../../src/features/messages/ledger/message-state.ts';
import { element } from '../../../../src/core/element.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { until } from '../../../support/until.ts';
import { LEDGER, LOG, SenderStage } from '../sender-stage.ts';

let stage: SenderStage;

beforeEach(() => {
  stage = new SenderStage();
});
afterEach(() => stage.close());

const becomes = (id: string, status: string) =>
  until(async () => shownStatus((await stage.record(id))?.status ?? 'queued') === status, {
    message: `${id}: ${status}`,
  });
const errorOf = async (id: string) => (await stage.record(id))?.error;

describe('without a link', () => {
  beforeEach(() => {
    stage.link.drop();
  });

  it('a message whose time to live has ended is failed, and it is told once', async () => {
    await stage.accept('m1', 1_000);
    await stage.start();
    stage.pass(1_000);
    await becomes('m1', 'failed');
    expect(await errorOf('m1')).toMatchObject({ code: 'expired' });
    expect((await errorOf('m1'))?.mayHaveArrived).toBeUndefined();
    expect(await stage.waiting()).toBe(0);
    expect(stage.told).toEqual(['m1 failed']);
  });

  it('what is accepted meanwhile is failed in its turn, and what has time left is sent later', async () => {
    await stage.start();
    await stage.accept('long', 60_000);
    await stage.accept('middle', 2_000);
    await stage.accept('short', 1_000);
    stage.pass(1_000);
    await becomes('short', 'failed');
    stage.pass(1_000);
    await stage.accept('late', 2_000);
    await becomes('middle', 'failed');
    stage.pass(1_999);
    stage.link.restore();
    await becomes('late', 'acknowledged');
    expect(stage.link.written).toEqual(["<message id='long'/>", "<message id='late'/>"]);
    expect(stage.told).toEqual([
      'short failed',
      'middle failed',
      'long acknowledged',
      'late acknowledged',
    ]);
  });

  it('a thousand that are due together are all told, once each', async () => {
    await stage.start();
    for (let i = 0; i < 1_000; i += 1) await stage.accept(`m${i}`);
    stage.pass(5_000);
    await until(async () => (await stage.waiting()) === 0);
    expect(stage.told.toSorted()).toEqual(
      Array.from({ length: 1_000 }, (_, i) => `m${i} failed`).toSorted(),
    );
  });

  it('a message that bounced is not said to have expired', async () => {
    await stage.accept('m1');
    const carrier = element('message', NS_CLIENT, {
      from: 'juliet@example.org',
      to: 'bridge.example.org',
      type: 'error',
    });
    const statusEvent = () => undefined;
    const deps = { store: stage.store, ledger: LEDGER, statusEvent, now: () => stage.now };
    await applyFeedback(deps, { id: 'm1', news: 'bounce', carrier });
    await stage.start();
    stage.pass(5_000);
    await until(async () => (await stage.waiting()) === 0);
    expect(stage.told).toEqual([]);
    expect((await stage.record('m1'))?.error).toBeUndefined();
  });

  it('a message is failed although its record is gone', async () => {
    await stage.accept('m1');
    await stage.store.commit([{ do: 'delete', space: LEDGER, id: 'm1' }]);
    await stage.start();
    stage.pass(5_000);
    await becomes('m1', 'failed');
    expect(stage.told).toEqual(['m1 failed']);
  });

  it('a message whose time to live is longer than records are kept is failed in its time', async () => {
    await stage.accept('m1', LEDGER.ttl === 'forever' ? 0 : 2 * LEDGER.ttl);
    await stage.start();
    stage.pass(119_999);
    expect((await stage.record('m1'))?.status).toBe('queued');
    stage.pass(1);
    await becomes('m1', 'failed');
  });

  it('a store that was away is asked again', async () => {
    const find = stage.store.find.bind(stage.store);
    let refusals = 2;
    stage.store.find = (log, position) =>
      refusals-- > 0
        ? Promise.reject(new BridgeError('store-unavailable', 'Away.'))
        : find(log, position);
    await stage.accept('m1');
    await stage.start();
    stage.pass(5_000);
    await becomes('m1', 'failed');
    expect(refusals).toBeLessThan(0);
  });

  it('a replica that lost the lease fails nothing', async () => {
    await stage.accept('m1');
    await stage.start('replica-a');
    await stage.handLeaseOver('replica-a');
    await stage.store.acquire('outbox', 'replica-b', 60_000);
    stage.pass(5_000);
    await stage.stop();
    expect((await stage.record('m1'))?.status).toBe('queued');
    expect(stage.told).toEqual([]);
  });

  it('a message that has expired is not sent when the clock is set back', async () => {
    await stage.start();
    await stage.accept('m1', 1_000);
    stage.pass(1_000);
    await becomes('m1', 'failed');
    stage.now -= 60_000;
    stage.link.restore();
    await stage.accept('m2');
    await becomes('m2', 'acknowledged');
    expect(stage.writes('m1')).toBe(0);
  });

  it('many thousands that wait are read once, a page at a time', async () => {
    for (let i = 0; i < 20_000; i += 1) await stage.accept(`m${i}`, 60_000);
    const read = stage.store.read.bind(stage.store);
    let entriesRead = 0;
    let largest = 0;
    stage.store.read = async (log, after, limit) => {
      const page = await read(log, after, limit);
      if (log === LOG) entriesRead += page.entries.length;
      largest = Math.max(largest, page.entries.length);
      return page;
    };
    await stage.start();
    await stage.accept('due', 1_000);
    stage.pass(1_000);
    await becomes('due', 'failed');
    for (let i = 0; i < 20; i += 1) {
      await stage.accept(`due-${i}`, 1_000);
      stage.pass(1_000);
      await becomes(`due-${i}`, 'failed');
    }
    expect(entriesRead).toBe(20_021);
    expect(largest).toBeLessThanOrEqual(1_024);
  });
});

describe('what was written to a link and not acknowledged', () => {
  beforeEach(() => {
    stage.link.answering = false;
  });

  it('may have arrived: it is failed in its time and not sent again', async () => {
    await stage.start();
    await stage.accept('written', 2_000);
    await until(() => stage.writes('written') === 1);
    stage.link.drop();
    await stage.accept('unwritten', 2_000);
    stage.pass(2_000);
    await becomes('written', 'failed');
    await becomes('unwritten', 'failed');
    expect(await errorOf('written')).toMatchObject({ code: 'expired', mayHaveArrived: true });
    expect((await errorOf('unwritten'))?.mayHaveArrived).toBeUndefined();
    stage.link.answering = true;
    stage.link.restore();
    await stage.accept('next');
    await becomes('next', 'acknowledged');
    expect([stage.writes('written'), stage.writes('unwritten')]).toEqual([1, 0]);
  });

  it('is failed in its time on a link that has fallen silent, and a late barrier changes nothing', async () => {
    await stage.start();
    await stage.accept('m1', 2_000);
    await until(() => stage.writes('m1') === 1);
    stage.pass(2_000);
    await becomes('m1', 'failed');
    expect(await errorOf('m1')).toMatchObject({ mayHaveArrived: true });
    stage.link.answering = true;
    stage.link.acknowledge();
    await stage.accept('m2');
    await becomes('m2', 'acknowledged');
    expect(stage.told).toEqual(['m1 failed', 'm2 acknowledged']);
  });

  it('is waited for while the link acknowledges', async () => {
    await stage.start();
    await stage.accept('m1', 2_000);
    await until(() => stage.writes('m1') === 1);
    // The clock of the day jumps; nothing has taken long.
    stage.now += 2_000;
    await stage.accept('m2', 1_000);
    await until(() => stage.writes('m2') === 1);
    expect((await stage.record('m1'))?.status).toBe('queued');
    stage.link.answering = true;
    stage.link.acknowledge();
    await becomes('m2', 'acknowledged');
    expect(stage.told).toEqual(['m1 acknowledged', 'm2 acknowledged']);
  });

  it('does not keep what waits behind it from expiring', async () => {
    await stage.start();
    for (let i = 0; i < 5_000; i += 1) await stage.accept(`m${i}`, 60_000);
    await until(() => stage.link.written.length >= 4_096);
    await stage.accept('behind', 1_000);
    stage.pass(1_000);
    await becomes('behind', 'failed');
    expect((await errorOf('behind'))?.mayHaveArrived).toBeUndefined();
    expect(stage.writes('behind')).toBe(0);
    stage.link.answering = true;
    stage.link.acknowledge();
    await until(async () => (await stage.waiting()) === 0);
    expect(stage.link.written).toHaveLength(5_000);
    expect(stage.told.filter((news) => news.endsWith('acknowledged'))).toHaveLength(5_000);
  });
});

describe('a sender that takes over', () => {
  it('does not know what one that died with a link has written', async () => {
    stage.link.answering = false;
    await stage.start('replica-a');
    await stage.accept('m1', 2_000);
    await until(() => stage.writes('m1') === 1);
    await stage.handLeaseOver('replica-a');
    stage.link.drop();
    await stage.stop();
    await stage.start('replica-b');
    await stage.accept('m2', 2_000);
    stage.pass(2_000);
    await becomes('m1', 'failed');
    await becomes('m2', 'failed');
    expect(await errorOf('m1')).toMatchObject({ mayHaveArrived: true });
  });

  it('knows what one that had no link any more has not written', async () => {
    stage.link.answering = false;
    await stage.start('replica-a');
    await stage.accept('written', 2_000);
    await until(() => stage.writes('written') === 1);
    stage.link.drop();
    await until(async () => {
      const note = await stage.store.get({ name: 'outbox-written', ttl: 'forever' }, LOG);
      return note?.value.includes('upTo');
    });
    await stage.accept('unwritten', 2_000);
    await stage.handLeaseOver('replica-a');
    await stage.start('replica-b');
    stage.pass(2_000);
    await becomes('written', 'failed');
    await becomes('unwritten', 'failed');
    expect(await errorOf('written')).toMatchObject({ mayHaveArrived: true });
    expect((await errorOf('unwritten'))?.mayHaveArrived).toBeUndefined();
  });
});
