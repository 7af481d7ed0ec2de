/** What holds for keys whatever the store is, with two replicas. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import type { Stores } from '../store/opened-stores.ts';
import { BOOTSTRAP, NURSE, startAccess, type AccessStage } from './stage.ts';

export function keysHoldTo(stores: Stores): void {
  let here: AccessStage;
  let there: AccessStage;

  beforeEach(async () => {
    here = await startAccess(stores().store);
    there = await startAccess(stores().other);
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });

  const takes = ({ keyCache }: AccessStage, key: string) =>
    keyCache.authenticate(key) !== undefined;

  describe('the bootstrap key', () => {
    it('may do everything, as everybody', () => {
      expect(here.keyCache.authenticate('balcony')).toEqual(BOOTSTRAP);
    });

    it.each(['', 'balcon', 'balcony ', 'Balcony', 'orchard'])('is not %j', (token) => {
      expect(here.keyCache.authenticate(token)).toBeUndefined();
    });
  });

  describe('a created key', () => {
    it('is good here at once, and on the other replica soon', async () => {
      const { key, id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      expect(here.keyCache.authenticate(key)).toMatchObject({ keyId: id, identities: ['nurse'] });
      await until(() => takes(there, key));
    });

    it('is good on a replica that starts later', async () => {
      const { key } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const later = await startAccess(stores().other);
      expect(takes(later, key)).toBe(true);
      await later.close();
    });

    it('is nowhere in the store', async () => {
      const { key, id } = await here.keys.create(BOOTSTRAP, NURSE, { idempotencyKey: 'once' });
      const kept = await stores().store.list({ name: 'key', ttl: 'forever' });
      expect(JSON.stringify([...kept])).toContain(id);
      expect(JSON.stringify([...kept])).not.toContain(key.slice(4));
    });

    it('is not made again by the same Idempotency-Key, nor shown again', async () => {
      const once = { idempotencyKey: 'once more' };
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, once);
      await expect(there.keys.create(BOOTSTRAP, NURSE, once)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(id) as string,
      });
    });
  });

  describe('a revoked key', () => {
    it('is refused here at once and on the other replica within a second, and both are told', async () => {
      const { key, id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      await until(() => takes(there, key));
      expect(await here.keys.revoke(BOOTSTRAP, id)).toBe(true);
      expect(takes(here, key)).toBe(false);
      await until(() => !takes(there, key), { timeout: 1_000 });
      expect(here.ended).toContain(id);
      expect(there.ended).toContain(id);
      expect(await there.keyCache.isGone(id)).toBe(true);
    });

    it('cannot be revoked again', async () => {
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      await here.keys.revoke(BOOTSTRAP, id);
      expect(await there.keys.revoke(BOOTSTRAP, id)).toBe(false);
    });
  });

  describe('a rotated key', () => {
    it('is good with both values, on both replicas', async () => {
      const first = await here.keys.create(BOOTSTRAP, NURSE, {});
      const second = await here.keys.rotate(BOOTSTRAP, first.id, { overlapMs: 60_000 });
      await until(() => takes(there, second!.key));
      expect([first.key, second!.key].every((key) => takes(here, key) && takes(there, key))).toBe(
        true,
      );
      expect(second).toMatchObject({ id: first.id, previousUntil: expect.any(String) as string });
    });

    it('with no overlap ends the value before at once', async () => {
      const first = await here.keys.create(BOOTSTRAP, NURSE, {});
      const second = await here.keys.rotate(BOOTSTRAP, first.id, { overlapMs: 0 });
      expect(takes(here, first.key)).toBe(false);
      expect(takes(here, second!.key)).toBe(true);
      await until(() => here.ended.includes(first.id));
    });

    it('is not rotated again by the same Idempotency-Key, nor shown again', async () => {
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const once = { overlapMs: 60_000, idempotencyKey: 'once' };
      const { key } = (await here.keys.rotate(BOOTSTRAP, id, once))!;
      const repeat = { ...once, overlapMs: 0 };
      await expect(there.keys.rotate(BOOTSTRAP, id, repeat)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(id) as string,
      });
      await until(() => takes(there, key));
      expect(takes(here, key)).toBe(true);
    });

    it('is rotated once by two calls at once with the same Idempotency-Key', async () => {
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const once = { overlapMs: 60_000, idempotencyKey: 'at once' };
      const both = [here, there].map(({ keys }) => keys.rotate(BOOTSTRAP, id, once));
      const results = await Promise.allSettled(both);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('is rotated again under another Idempotency-Key', async () => {
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const one = await here.keys.rotate(BOOTSTRAP, id, { overlapMs: 0, idempotencyKey: 'one' });
      const two = await here.keys.rotate(BOOTSTRAP, id, { overlapMs: 0, idempotencyKey: 'two' });
      expect([one!.key, two!.key].map((key) => takes(here, key))).toEqual([false, true]);
    });
  });

  describe('a changed key', () => {
    it('has its new rights here at once and on the other replica soon, with the same secret', async () => {
      const { key, id } = await here.keys.create(BOOTSTRAP, { ...NURSE, quota: 10 }, {});
      const change = { name: 'maid', scopes: ['events:read' as const], quota: null, rate: 5 };
      const shown = await here.keys.update(BOOTSTRAP, id, change);
      expect(shown).toMatchObject({ id, name: 'maid', scopes: ['events:read'], rate: 5 });
      expect(shown).not.toHaveProperty('quota');
      const rights = { identities: ['nurse'], scopes: new Set(['events:read']), rate: 5 };
      expect(here.keyCache.authenticate(key)).toEqual({ keyId: id, name: 'maid', ...rights });
      await until(() => there.keyCache.authenticate(key)?.rate === 5, { timeout: 1_000 });
      expect(await there.keys.get(BOOTSTRAP, id)).toMatchObject({ name: 'maid' });
    });

    it('has both of its secrets while it is rotated', async () => {
      const first = await here.keys.create(BOOTSTRAP, NURSE, {});
      const second = await here.keys.rotate(BOOTSTRAP, first.id, { overlapMs: 60_000 });
      await there.keys.update(BOOTSTRAP, first.id, { rate: 5 });
      await until(() =>
        [first.key, second!.key].every((key) => here.keyCache.authenticate(key)?.rate === 5),
      );
    });

    it('tells whoever holds something open for it, unless its rights stay', async () => {
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      await here.keys.update(BOOTSTRAP, id, { name: 'maid' });
      expect(here.ended).not.toContain(id);
      await here.keys.update(BOOTSTRAP, id, { recipients: ['example.org'] });
      expect(here.ended).toContain(id);
    });

    it('gets with null what a new key gets', async () => {
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      const bounds = { recipients: ['example.org'], rate: 5, quota: 10, expiresAt };
      const { id } = await here.keys.create(BOOTSTRAP, { ...NURSE, ...bounds }, {});
      const none = { recipients: null, rate: null, quota: null, expiresAt: null };
      const changed = (await here.keys.update(BOOTSTRAP, id, none))!;
      expect(changed).toMatchObject({ recipients: ['*'], rate: 1_000 });
      expect([changed.quota, changed.expiresAt]).toEqual([undefined, undefined]);
    });

    it('may be renamed after its end, and used again with a new one', async () => {
      const end = (ms: number) => new Date(Date.now() + ms).toISOString();
      const made = await here.keys.create(BOOTSTRAP, { ...NURSE, expiresAt: end(60_000) }, {});
      here.pass(61_000);
      expect(await here.keys.update(BOOTSTRAP, made.id, { name: 'maid' })).toMatchObject({
        name: 'maid',
      });
      expect(takes(here, made.key)).toBe(false);
      const past = here.keys.update(BOOTSTRAP, made.id, { expiresAt: end(0) });
      await expect(past).rejects.toMatchObject({ facts: { errors: [{ pointer: '/expiresAt' }] } });
      await here.keys.update(BOOTSTRAP, made.id, { expiresAt: end(120_000) });
      expect(takes(here, made.key)).toBe(true);
    });

    it('loses nothing to two changes at once', async () => {
      const { id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      await Promise.all([
        here.keys.update(BOOTSTRAP, id, { name: 'maid' }),
        there.keys.update(BOOTSTRAP, id, { rate: 5 }),
      ]);
      expect(await here.keys.get(BOOTSTRAP, id)).toMatchObject({ name: 'maid', rate: 5 });
    });
  });

  describe('a key with an end', () => {
    it('is refused after it, and whoever holds something open for it is told', async () => {
      const expiresAt = new Date(Date.now() + 60_000).toISOString();
      const { key, id } = await here.keys.create(BOOTSTRAP, { ...NURSE, expiresAt }, {});
      expect(takes(here, key)).toBe(true);
      here.pass(60_000);
      expect(takes(here, key)).toBe(false);
      await until(() => here.ended.includes(id));
    });
  });

  describe('the list of keys', () => {
    it('shows when a key was last used, also to another replica, and never its value', async () => {
      const { key, id } = await here.keys.create(BOOTSTRAP, NURSE, {});
      here.keyCache.authenticate(key);
      await here.lastUsed.flush();
      const shown = await there.keys.get(BOOTSTRAP, id);
      expect(shown).toMatchObject({ id, lastUsedAt: expect.any(String) as string });
      const { items } = await there.keys.list(BOOTSTRAP, { limit: 1_000 });
      expect(items).toContainEqual(shown);
      expect(JSON.stringify(items)).not.toContain(key.slice(4));
    });

    it('goes page by page, in the order of creation', async () => {
      const ids: string[] = [];
      for (const name of ['a', 'b', 'c']) {
        ids.push((await here.keys.create(BOOTSTRAP, { ...NURSE, name }, {})).id);
      }
      const [first = ''] = ids;
      const page = await here.keys.list(BOOTSTRAP, { limit: 1, after: first });
      expect(page.items.map(({ id }) => id)).toEqual([ids[1]]);
      expect(page.next).toBe(ids[1]);
    });
  });

  describe('a key that manages keys', () => {
    it('sees, rotates and revokes those that may do no more than itself', async () => {
      const { key } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const nurse = here.keyCache.authenticate(key)!;
      const maid = await here.keys.create(nurse, { ...NURSE, scopes: ['messages:send'] }, {});
      expect(await here.keys.get(nurse, maid.id)).toMatchObject({ createdBy: nurse.keyId });
      expect(await here.keys.rotate(nurse, maid.id, { overlapMs: 0 })).toMatchObject({
        id: maid.id,
      });
      expect(await here.keys.revoke(nurse, maid.id)).toBe(true);
    });

    it('neither sees nor touches others', async () => {
      const { key } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const nurse = here.keyCache.authenticate(key)!;
      const tybalt = { ...NURSE, identities: ['tybalt'] };
      const { id } = await here.keys.create(BOOTSTRAP, tybalt, {});
      expect(await here.keys.get(nurse, id)).toBeUndefined();
      expect(await here.keys.rotate(nurse, id, { overlapMs: 0 })).toBeUndefined();
      expect(await here.keys.update(nurse, id, { name: 'nurse' })).toBeUndefined();
      expect(await here.keys.revoke(nurse, id)).toBe(false);
      const { items } = await here.keys.list(nurse, { limit: 1_000 });
      expect(items.map((item) => item.id)).not.toContain(id);
    });

    it('gives none, and itself neither, what it does not have', async () => {
      const { key, id } = await here.keys.create(BOOTSTRAP, { ...NURSE, quota: 10 }, {});
      const nurse = here.keyCache.authenticate(key)!;
      const maid = await here.keys.create(nurse, NURSE, {});
      for (const its of [id, maid.id]) {
        for (const more of [
          { identities: ['*'] },
          { scopes: ['events:read' as const] },
          { quota: 11 },
        ]) {
          const widened = here.keys.update(nurse, its, more);
          await expect(widened).rejects.toMatchObject({ code: 'forbidden' });
        }
        expect(await here.keys.update(nurse, its, { quota: null })).toMatchObject({ quota: 10 });
      }
    });

    it('makes none that may do more than itself', async () => {
      const { key } = await here.keys.create(BOOTSTRAP, NURSE, {});
      const nurse = here.keyCache.authenticate(key)!;
      const order = { ...NURSE, scopes: ['events:read' as const] };
      await expect(here.keys.create(nurse, order, {})).rejects.toMatchObject({ code: 'forbidden' });
    });
  });
}
