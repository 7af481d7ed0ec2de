import { describe, expect, it } from 'vitest';
import { LOG_START, type Store } from '../../../src/store/store.ts';
import { within } from '../../support/until.ts';
import { fresh, type Stores } from './opened-stores.ts';

/** Longer than any test may take: what resolves in a test was woken. */
const LONG = 60_000;

/** Signals are heard in the order in which they were told, those of appends too. */
async function whatWasToldIsHeard(store: Store): Promise<void> {
  const channel = fresh('channel');
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (hear = resolve));
  const subscription = store.subscribe(channel, hear);
  await subscription.live;
  await store.publish(channel, 'proof');
  await heard;
  subscription.end();
}

export function waitConformance(stores: Stores): void {
  describe('waiting for an append', () => {
    const append = (store: Store, log: string, value = 'news') =>
      store.commit([{ do: 'append', log, value }]);

    it('is over at once when there is something after the position', async () => {
      const { store } = stores();
      const log = fresh('log');
      await append(store, log);
      await within(store.waitForAppend(log, LOG_START, LONG), 5000, 'the wait to be over');
    });

    it.each(['store', 'other'] as const)(
      'is ended by an append of this replica or another (%s)',
      async (by) => {
        const { store, [by]: writer } = stores();
        const log = fresh('log');
        const first = await append(store, log);
        const after = first.ok ? first.positions[0]! : LOG_START;
        const waiting = store.waitForAppend(log, after, LONG);
        await append(writer, log);
        await within(waiting, 5000, 'the wait to be over');
      },
    );

    it('ends every waiter of that log, and nobody else', async () => {
      const { store, other } = stores();
      const [log, another] = [fresh('log'), fresh('log')];
      let ended = false;
      const stop = new AbortController();
      const elsewhere = store.waitForAppend(another, LOG_START, LONG, stop.signal);
      void elsewhere.then(() => (ended = true));
      const waiting = [store, store, other].map((it) => it.waitForAppend(log, LOG_START, LONG));
      await append(other, log);
      await within(Promise.all(waiting), 5000, 'the waits to be over');
      expect(ended).toBe(false);
      stop.abort();
      await within(elsewhere, 5000, 'the aborted wait to be over');
    });

    it('ends by itself when nothing comes', async () => {
      await within(
        stores().store.waitForAppend(fresh('log'), LOG_START, 5),
        5000,
        'the time to be up',
      );
    });

    it('ends at once when it was aborted before', async () => {
      const { store } = stores();
      const waiting = store.waitForAppend(fresh('log'), LOG_START, LONG, AbortSignal.abort());
      await within(waiting, 5000, 'the wait to be over');
    });

    it('ignores what was removed', async () => {
      const { store } = stores();
      const log = fresh('log');
      const first = await append(store, log);
      await store.commit([{ do: 'remove', log, position: first.ok ? first.positions[0]! : '' }]);
      await whatWasToldIsHeard(store);
      let ended = false;
      const waiting = store.waitForAppend(log, LOG_START, LONG).then(() => (ended = true));
      await whatWasToldIsHeard(store);
      expect(ended).toBe(false);
      await append(store, log);
      await within(waiting, 5000, 'the wait to be over');
    });

    it('misses no append of another replica, however they fall', async () => {
      const { store, other } = stores();
      const log = fresh('log');
      const total = 500;
      const writer = (async () => {
        for (let index = 0; index < total; index += 1) await append(other, log, String(index));
      })();
      const values: string[] = [];
      let position = LOG_START;
      while (values.length < total) {
        const { entries } = await store.read(log, position, 3);
        values.push(...entries.map(({ value }) => value));
        position = entries.at(-1)?.position ?? position;
        if (entries.length === 0) {
          await within(store.waitForAppend(log, position, LONG), 5000, `append ${values.length}`);
        }
      }
      await writer;
      expect(values).toEqual(Array.from({ length: total }, (_, index) => String(index)));
    });
  });
}
