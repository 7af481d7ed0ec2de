import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import { encodeCursor } from '../../../src/features/events/cursor.ts';
import { EVENT_LOG } from '../../../src/features/events/recorder.ts';
import { createClaims, type Claims } from '../../../src/features/streams/claims.ts';
import { createConsumerNames } from '../../../src/features/streams/consumer-names.ts';
import {
  createConsumerPlaces,
  type ConsumerPlaces,
} from '../../../src/features/streams/consumer-places.ts';
import { createConsumers, type Consumers } from '../../../src/features/streams/consumers.ts';
import { until } from '../../support/until.ts';
import { BOOTSTRAP } from '../../support/webhook-stage.ts';
import { openHub, PaperSink, type HubStage } from './stage.ts';

const NURSE: Caller = { keyId: 'nurse', identities: ['*'], scopes: new Set() };

let stage: HubStage;
let now: number;
let consumers: Consumers;
let places: ConsumerPlaces;
let claims: Claims;
/** As another replica has it. */
let others: Claims;
beforeEach(() => {
  stage = openHub();
  now = 1e12;
  const { store, tail, hub, dispensers } = stage;
  const names = createConsumerNames(store, () => now);
  consumers = createConsumers(store, tail, names.note);
  const moveTo: Parameters<typeof createClaims>[2] = (listener, to) => {
    hub.move(listener, to);
  };
  claims = createClaims(store, 'verona', moveTo);
  others = createClaims(store, 'mantua', moveTo);
  places = createConsumerPlaces({ store, tail, consumers, names, claims, dispensers });
});
afterEach(() => {
  claims.close();
  others.close();
  stage.close();
});

const at = async (position: string) => {
  const { incarnation } = await stage.tail.newest();
  return encodeCursor({ incarnation, position });
};

describe('a consumer that is deleted', () => {
  it('is not there, not listed, and begins anew when it is used again', async () => {
    const { store } = stage;
    const elsewhere = createConsumerNames(store, () => now);
    await consumers.placeOf(BOOTSTRAP, 'orders', 'oldest');
    await elsewhere.note(BOOTSTRAP, 'orders');
    await places.remove(BOOTSTRAP, 'orders');
    await expect(places.get(BOOTSTRAP, 'orders')).rejects.toMatchObject({ code: 'not-found' });
    expect(await places.list(BOOTSTRAP, { limit: 10 })).toEqual({ items: [] });
    await expect(places.remove(BOOTSTRAP, 'orders')).rejects.toMatchObject({ code: 'not-found' });
    await stage.hear('1');
    const place = await consumers.placeOf(BOOTSTRAP, 'orders', 'now');
    expect(place).toBe(encodeCursor(await stage.tail.newest()));
    // A replica that noted it before notes it again.
    await elsewhere.note(BOOTSTRAP, 'orders');
    expect((await places.list(BOOTSTRAP, { limit: 10 })).items).toMatchObject([{ name: 'orders' }]);
    elsewhere.close();
  });

  it('is that of its key alone', async () => {
    await consumers.placeOf(BOOTSTRAP, 'orders', 'oldest');
    await expect(places.remove(NURSE, 'orders')).rejects.toMatchObject({ code: 'not-found' });
    expect(await places.get(BOOTSTRAP, 'orders')).toMatchObject({ name: 'orders' });
  });
});

describe('the consumers of a key', () => {
  it('are listed by name, page by page, for as long as they are used', async () => {
    for (const name of ['shop', 'orders', 'balcony']) {
      await consumers.placeOf(BOOTSTRAP, name, 'oldest');
    }
    await consumers.placeOf(NURSE, 'errands', 'oldest');
    const first = await places.list(BOOTSTRAP, { limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['balcony', 'orders']);
    const rest = await places.list(BOOTSTRAP, { limit: 2, after: first.next! });
    expect(rest.items.map(({ name }) => name)).toEqual(['shop']);
    expect(rest.next).toBeUndefined();
    now += 31 * 24 * 60 * 60 * 1_000;
    await consumers.placeOf(BOOTSTRAP, 'orders', 'oldest');
    const { items } = await places.list(BOOTSTRAP, { limit: 10 });
    expect(items.map(({ name }) => name)).toEqual(['orders']);
  });

  it('show where they are and how far behind', async () => {
    const one = await stage.hear('1');
    await consumers.acknowledge(BOOTSTRAP, 'orders', await at(one));
    const cursor = await at(one);
    expect(await places.get(BOOTSTRAP, 'orders')).toEqual({
      ...{ name: 'orders', sharing: 'alone', cursor, lag: 0 },
    });
    await until(async () => {
      await stage.hear('more');
      return ((await places.get(BOOTSTRAP, 'orders')).lag ?? 0) > 0;
    });
    await expect(places.get(NURSE, 'orders')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a consumer that is moved', () => {
  it('goes on from a cursor, from the oldest event, from now, or from a time', async () => {
    const positions = [await stage.hear('1'), await stage.hear('2')];
    await consumers.acknowledge(BOOTSTRAP, 'orders', await at(positions[1]!));
    const move = async (place: Parameters<ConsumerPlaces['move']>[2]) =>
      (await places.move(BOOTSTRAP, 'orders', place)).cursor;
    expect(await move({ cursor: await at(positions[0]!) })).toBe(await at(positions[0]!));
    expect(await consumers.placeOf(BOOTSTRAP, 'orders', 'now')).toBe(await at(positions[0]!));
    expect(await move({ cursor: 'oldest' })).toBe(await at('0-0'));
    expect(await move({ cursor: 'now' })).toBe(await at(positions[1]!));
    expect(await move({ since: '2100-01-01T00:00:00Z' })).toBe(await at(positions[1]!));
    // Before the first event of all.
    expect(await move({ since: '2001-01-01T00:00:00Z' })).toBe(await at('0-0'));
  });

  it('cannot go to what is gone or has yet to come', async () => {
    const one = await stage.hear('1');
    await stage.hear('2');
    await stage.hear('3');
    await stage.store.trim(EVENT_LOG, { before: 0, maxLength: 1 });
    const gone = places.move(BOOTSTRAP, 'orders', { cursor: await at(one) });
    await expect(gone).rejects.toMatchObject({ code: 'history-lost' });
    const future = places.move(BOOTSTRAP, 'orders', { cursor: await at('9999999999999-0') });
    await expect(future).rejects.toMatchObject({
      code: 'invalid-request',
      facts: { errors: [{ pointer: '/cursor' }] },
    });
    const { cursor } = await places.move(BOOTSTRAP, 'orders', { since: '2001-01-01T00:00:00Z' });
    expect(cursor).toBe(await at('0-0'));
  });

  it.each(['here', 'on another replica'])(
    'has its open stream go on from there: %s',
    async (where) => {
      const start = await stage.tail.newest();
      const sink = new PaperSink();
      const listener = await stage.listen(sink);
      (where === 'here' ? claims : others).claim('bootstrap:orders', listener);
      for (const body of ['1', '2', '3']) await stage.hear(body);
      await stage.settled(sink, 3);
      await places.move(BOOTSTRAP, 'orders', { cursor: encodeCursor(start) });
      await stage.settled(sink, 6);
      await stage.hear('4');
      await stage.settled(sink, 7);
      expect(sink.got).toEqual(['1', '2', '3', '1', '2', '3', '4']);
      expect(sink.ending).toBeUndefined();
    },
  );

  it('while it still catches up misses nothing', async () => {
    const start = await stage.tail.newest();
    for (let n = 0; n < 500; n += 1) await stage.hear(String(n));
    const sink = new PaperSink();
    const listener = await stage.listen(sink, { after: start });
    claims.claim('bootstrap:orders', listener);
    await stage.settled(sink, 150);
    const before = sink.got.length;
    stage.hub.move(listener, start);
    await stage.settled(sink, before + 500);
    expect(sink.got.slice(-500)).toEqual(Array.from({ length: 500 }, (_, n) => String(n)));
  });
});
