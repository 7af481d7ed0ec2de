import { describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { fresh, type Stores } from './opened-stores.ts';

const LONG = 60_000;

export function leaseConformance(stores: Stores): void {
  describe('a lease', () => {
    it('is granted to one of many', async () => {
      const { store, other } = stores();
      const lease = fresh('lease');
      const grants = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? store : other).acquire(lease, `replica ${index}`, LONG),
        ),
      );
      const granted = grants.filter((grant) => grant !== undefined);
      expect(granted).toEqual([{ epoch: 1 }]);
      const winner = grants.findIndex((grant) => grant !== undefined);
      expect(await store.holder(lease)).toEqual({ holder: `replica ${winner}`, epoch: 1 });
    });

    it('keeps its epoch for the same holder, and grows it for the next', async () => {
      const { store } = stores();
      const lease = fresh('lease');
      expect(await store.acquire(lease, 'juliet', LONG)).toEqual({ epoch: 1 });
      expect(await store.acquire(lease, 'juliet', LONG)).toEqual({ epoch: 1 });
      await store.release(lease, 'juliet', 1);
      expect(await store.acquire(lease, 'juliet', LONG)).toEqual({ epoch: 2 });
      await store.release(lease, 'juliet', 2);
      expect(await store.acquire(lease, 'romeo', LONG)).toEqual({ epoch: 3 });
    });

    it('runs out, and goes to the next who asks', async () => {
      const { store, other, pass } = stores();
      const lease = fresh('lease');
      await store.acquire(lease, 'juliet', 50);
      await pass(51);
      const next = await until(() => other.acquire(lease, 'romeo', LONG));
      expect(next).toEqual({ epoch: 2 });
      expect(await store.renew(lease, 'juliet', 1, LONG)).toBe(false);
      expect(await store.holder(lease)).toEqual({ holder: 'romeo', epoch: 2 });
    });

    it('is prolonged by its holder', async () => {
      const { store, pass } = stores();
      const lease = fresh('lease');
      await store.acquire(lease, 'juliet', 1000);
      expect(await store.renew(lease, 'juliet', 1, LONG)).toBe(true);
      await pass(1001);
      expect(await store.holder(lease)).toEqual({ holder: 'juliet', epoch: 1 });
    });

    it('is prolonged and given away by nobody else', async () => {
      const { store, other } = stores();
      const lease = fresh('lease');
      await store.acquire(lease, 'juliet', LONG);
      expect(await other.renew(lease, 'romeo', 1, LONG)).toBe(false);
      expect(await other.renew(lease, 'juliet', 2, LONG)).toBe(false);
      await other.release(lease, 'romeo', 1);
      await other.release(lease, 'juliet', 2);
      expect(await store.holder(lease)).toEqual({ holder: 'juliet', epoch: 1 });
    });

    it('is held by nobody before it is granted and after it is given away', async () => {
      const { store } = stores();
      const lease = fresh('lease');
      expect(await store.holder(lease)).toBeUndefined();
      await store.acquire(lease, 'juliet', LONG);
      await store.release(lease, 'juliet', 1);
      expect(await store.holder(lease)).toBeUndefined();
    });

    it('may have a holder of any name', async () => {
      const { store } = stores();
      const lease = fresh('lease');
      await store.acquire(lease, '7:a\nb:🌹', LONG);
      expect(await store.acquire(lease, '7:a\nb:🌹', LONG)).toEqual({ epoch: 1 });
      expect(await store.holder(lease)).toEqual({ holder: '7:a\nb:🌹', epoch: 1 });
    });
  });
}
