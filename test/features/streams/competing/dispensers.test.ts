import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../../src/core/errors.ts';
import { EVENT_LOG, recordEvent } from '../../../../src/features/events/recorder.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import type { Store } from '../../../../src/store/store.ts';
import { until } from '../../../support/until.ts';
import { messageEvent } from '../../../support/webhook-stage.ts';
import { openReplica, type Replica } from './stage.ts';

let store: Store;
let replicas: Replica[];
beforeEach(() => {
  store = createMemoryStore({ now: Date.now });
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
});

function open(...args: Parameters<typeof openReplica>): Replica {
  const replica = openReplica(...args);
  replicas.push(replica);
  return replica;
}

const hear = (body: string, from = 'romeo') =>
  recordEvent(store, messageEvent(`${from}@verona.example`, body));

async function forgetEvents(): Promise<void> {
  await store.trim(EVENT_LOG, { before: 0, maxLength: 0 });
}

describe('a connection', () => {
  it('that owes an acknowledgement for too long is ended, and another gets the event', async () => {
    const here = open(store, { ackWithinMs: 100 });
    const idle = await here.connect();
    await hear('1');
    await idle.sent(1);
    await until(() => idle.ending());
    expect(idle.ending()?.reason).toBe('slow');
    const other = await open(store).connect();
    await other.sent(1);
    expect(other.bodies()).toEqual(['1']);
  });

  it('is ended when its replica cannot show any more that it lives', async () => {
    const away = new BridgeError('store-unavailable', 'Away.');
    let isAway = false;
    const here = open(
      new Proxy(store, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          const isLease = name === 'renew' || name === 'acquire';
          return isLease && isAway ? () => Promise.reject(away) : value;
        },
      }),
      { ttlMs: 400, renewMs: 50, marginMs: 100 },
    );
    const cut = await here.connect();
    await hear('1');
    await cut.sent(1);
    isAway = true;
    await until(() => cut.ending());
    expect(cut.ending()?.reason).toBe('draining');
    await expect(here.connect()).rejects.toMatchObject({ code: 'store-unavailable' });
    isAway = false;
    const back = await until(() => here.connect().catch(() => undefined));
    await back.sent(1);
    expect(back.bodies()).toEqual(['1']);
  });

  it('hands back what it had at once when its replica stops', async () => {
    const here = open(store);
    const one = await here.connect();
    await hear('1');
    await one.sent(1);
    const other = await open(store).connect();
    await here.close();
    expect(one.ending()?.reason).toBe('draining');
    // Handed back as it stopped: sooner than its liveness lease ends.
    await other.sent(1);
  });
});

describe('a competing consumer whose events are gone', () => {
  it('tells a connection, and goes on with the oldest that is kept', async () => {
    const here = open(store);
    const first = await here.connect({ acknowledges: true });
    await hear('1');
    await first.sent(1);
    first.leave();
    await hear('lost');
    await forgetEvents();
    await hear('kept');
    const told = await here.connect();
    await until(() => told.ending());
    expect(told.ending()?.reason).toBe('history-lost');
    const next = await here.connect();
    await next.sent(1);
    expect(next.bodies()).toEqual(['kept']);
  });

  it('tells whoever was to have one that nobody acknowledged', async () => {
    const first = await open(store).connect();
    await hear('lost');
    await first.sent(1);
    await forgetEvents();
    const told = await open(store).connect();
    first.leave();
    await until(() => told.ending());
    expect(told.ending()?.reason).toBe('history-lost');
    const next = await open(store).connect();
    await hear('2');
    await next.sent(1);
    expect(next.bodies()).toEqual(['2']);
  });

  it('begins at an old cursor for nobody', async () => {
    await hear('1');
    const here = open(store);
    const { got } = await here.connect({ name: 'cursor', after: 'oldest' });
    await until(() => got.length === 1);
    await hear('2');
    await forgetEvents();
    await hear('3');
    const late = here.connect({ name: 'late', after: got[0]!.cursor });
    await expect(late).rejects.toMatchObject({ code: 'history-lost' });
  });
});
