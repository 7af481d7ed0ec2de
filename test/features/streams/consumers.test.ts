import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import { encodeCursor } from '../../../src/features/events/cursor.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { createClaims } from '../../../src/features/streams/claims.ts';
import { createConsumers, type Consumers } from '../../../src/features/streams/consumers.ts';
import { until } from '../../support/until.ts';
import { BOOTSTRAP } from '../../support/webhook-stage.ts';
import { openHub, PaperSink, type HubStage } from './stage.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['*'], scopes: new Set() };

let stage: HubStage;
let consumers: Consumers;
let incarnation: string;
beforeEach(async () => {
  stage = openHub();
  consumers = createConsumers(stage.store, stage.tail);
  ({ incarnation } = await stage.tail.newest());
});
afterEach(() => {
  stage.close();
});

const at = (position: string) => encodeCursor({ incarnation, position });

describe('a consumer', () => {
  it('that is new begins where it is told, and keeps that place', async () => {
    const first = await stage.hear('1');
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'now')).toBe(at(first));
    await stage.hear('2');
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'now')).toBe(at(first));
    expect(await consumers.placeOf(BOOTSTRAP, 'all', 'oldest')).toBe(at('0-0'));
  });

  it('goes on after what was acknowledged', async () => {
    await consumers.placeOf(BOOTSTRAP, 'orders', 'oldest');
    const done = at(await stage.hear('1'));
    expect(await consumers.acknowledge(BOOTSTRAP, 'orders', done)).toBe(done);
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'oldest')).toBe(done);
  });

  it('is never brought back by an older acknowledgement', async () => {
    const [one, two] = [at(await stage.hear('1')), at(await stage.hear('2'))];
    await consumers.acknowledge(BOOTSTRAP, 'orders', two);
    expect(await consumers.acknowledge(BOOTSTRAP, 'orders', one)).toBe(two);
  });

  it('keeps the furthest of acknowledgements that come at once', async () => {
    const all: string[] = [];
    for (let n = 0; n < 10; n += 1) all.push(at(await stage.hear(String(n))));
    await Promise.all(all.map((cursor) => consumers.acknowledge(BOOTSTRAP, 'orders', cursor)));
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'now')).toBe(all.at(-1));
  });

  it('belongs to its key', async () => {
    const done = at(await stage.hear('1'));
    await consumers.acknowledge(BOOTSTRAP, 'orders', done);
    expect(await consumers.placeOf(NURSE, 'orders', 'oldest')).toBe(at('0-0'));
  });

  it('cannot acknowledge what is in no log', async () => {
    const other = encodeCursor({ incarnation: 'another', position: '1-0' });
    const acknowledged = consumers.acknowledge(BOOTSTRAP, 'orders', other);
    await expect(acknowledged).rejects.toMatchObject({ code: 'history-lost' });
    const none = consumers.acknowledge(BOOTSTRAP, 'orders', 'yesterday');
    await expect(none).rejects.toMatchObject({
      code: 'invalid-request',
      facts: { errors: [{ pointer: '/cursor' }] },
    });
  });

  it('cannot acknowledge what has yet to come', async () => {
    await stage.hear('1');
    const acknowledged = consumers.acknowledge(BOOTSTRAP, 'orders', at('9999999999999-0'));
    await expect(acknowledged).rejects.toMatchObject({
      code: 'invalid-request',
      facts: { errors: [{ pointer: '/cursor' }] },
    });
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'oldest')).toBe(at('0-0'));
  });

  it('whose log is gone keeps its place, so that it is told, until it acknowledges anew', async () => {
    const old = at(await stage.hear('1'));
    await consumers.acknowledge(BOOTSTRAP, 'orders', old);
    const { store } = stage;
    const id = 'bootstrap:orders';
    const space = { name: 'consumers', ttl: 30 * 24 * 60 * 60 * 1_000 };
    const lost = encodeCursor({ incarnation: 'before', position: '9999999999999-0' });
    await store.commit([{ do: 'put', space, id, value: lost }]);
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'now')).toBe(lost);
    expect(await consumers.acknowledge(BOOTSTRAP, 'orders', old)).toBe(old);
  });
});

describe('a stream that reads as a consumer', () => {
  it('is ended when another takes over, on its replica or on another', async () => {
    const store = createMemoryStore({ now: Date.now });
    const [here, there] = [createClaims(store, 'verona'), createClaims(store, 'mantua')];
    const sinks = [new PaperSink(), new PaperSink(), new PaperSink()] as const;
    const other = new PaperSink();
    here.claim('bootstrap:other', await stage.listen(other));
    here.claim('bootstrap:orders', await stage.listen(sinks[0]));
    here.claim('bootstrap:orders', await stage.listen(sinks[1]));
    expect(sinks[0].ending?.reason).toBe('replaced');
    there.claim('bootstrap:orders', await stage.listen(sinks[2]));
    await until(() => sinks[1].ending);
    expect(sinks[1].ending?.reason).toBe('replaced');
    expect(sinks[2].ending).toBeUndefined();
    expect(other.ending).toBeUndefined();
    here.close();
    there.close();
  });
});
