import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { until } from '../../support/until.ts';
import { fresh, type Stores } from './opened-stores.ts';

export function signalConformance(stores: Stores): void {
  describe('a signal', () => {
    const listen = async (store: Store, channel: string) => {
      const heard: string[] = [];
      const subscription = store.subscribe(channel, (payload) => heard.push(payload));
      await subscription.live;
      return { heard, end: () => subscription.end() };
    };

    it('is heard by everybody who listens, in order', async () => {
      const { store, other } = stores();
      const channel = fresh('channel');
      const listeners = [
        await listen(store, channel),
        await listen(store, channel),
        await listen(other, channel),
      ];
      for (const payload of ['one', 'two', '']) await store.publish(channel, payload);
      for (const { heard } of listeners) {
        await until(() => heard.length === 3);
        expect(heard).toEqual(['one', 'two', '']);
      }
    });

    it('is not heard on another channel', async () => {
      const { store } = stores();
      const [one, two] = [fresh('channel'), fresh('channel')];
      const listener = await listen(store, one);
      await store.publish(two, 'elsewhere');
      await store.publish(one, 'proof');
      await until(() => listener.heard.length > 0);
      expect(listener.heard).toEqual(['proof']);
    });

    it('is not heard by who stopped listening, only by the others', async () => {
      const { store, other } = stores();
      const channel = fresh('channel');
      const stopped = await listen(store, channel);
      const listening = await listen(store, channel);
      stopped.end();
      stopped.end();
      await other.publish(channel, 'news');
      await until(() => listening.heard.length > 0);
      expect(stopped.heard).toEqual([]);
    });

    it('is heard again by who comes back after the last had stopped', async () => {
      const { store, other } = stores();
      const channel = fresh('channel');
      (await listen(store, channel)).end();
      const again = await listen(store, channel);
      await other.publish(channel, 'news');
      await until(() => again.heard.length > 0);
      expect(again.heard).toEqual(['news']);
    });

    it('may be told to nobody', async () => {
      await expect(stores().store.publish(fresh('channel'), 'news')).resolves.toBeUndefined();
    });
  });

  it('tells the time', async () => {
    const { store, now } = stores();
    const before = now();
    const theirs = await store.clock();
    // Of one machine; Redis counts finer than we do.
    expect(theirs).toBeGreaterThanOrEqual(before - 5);
    expect(theirs).toBeLessThanOrEqual(now() + 5);
  });

  it('answers a ping with the time it took', async () => {
    expect(await stores().store.ping()).toBeGreaterThanOrEqual(0);
  });
}
