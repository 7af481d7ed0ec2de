import { describe, expect, it } from 'vitest';
import { checkOffered } from '../../../src/cli/doctor/offered-checks.ts';
import {
  IDENTITIES,
  type IdentityRecord,
} from '../../../src/features/identities/identity-record.ts';
import type { Offer } from '../../../src/features/offered/offer.ts';
import { Offers } from '../../../src/features/offered/offers.ts';
import { Registry } from '../../../src/features/webhooks/subscription/registry.ts';
import type { Subscription } from '../../../src/features/webhooks/subscription/subscription.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

const DOMAIN = 'bridge.example.org';
const NURSE = 'nurse@bridge.example.org';
const OFFER: Offer = { node: 'errand', name: 'An errand', allow: 'all', timeout: 10, at: 0 };
const WEBHOOK: Subscription = {
  ...{ id: 'w1', url: 'https://example.org/', format: 'bridge', xml: false, state: 'enabled' },
  ...{ events: ['command.requested'], identities: ['nurse'], remotes: ['*'] },
  owner: { keyId: 'k1', identities: ['*'], scopes: ['iq:send'] },
  ...{ secret: 's', startAt: '', createdAt: '', updatedAt: '' },
} as unknown as Subscription;
const RECORD: IdentityRecord = { jid: NURSE, offers: true, createdAt: 0, updatedAt: 0 };

interface World {
  readonly offers?: readonly Offer[];
  readonly record?: IdentityRecord | undefined;
  readonly webhook?: Partial<Subscription> | undefined;
  readonly isLinked?: boolean;
}

async function found(world: World) {
  const { offers = [OFFER], isLinked = true } = world;
  const record = 'record' in world ? world.record : RECORD;
  const webhook = 'webhook' in world ? world.webhook : {};
  const store = createMemoryStore({ now: () => 0 });
  const writing = new Offers({
    store,
    offering: async (_, __, changes) => (await store.commit(changes)).ok,
  });
  for (const offer of offers) await writing.put(NURSE, offer);
  const value = JSON.stringify(record);
  if (record) await store.commit([{ do: 'put', space: IDENTITIES, id: NURSE, value }]);
  if (webhook) await new Registry(store).create({ ...WEBHOOK, ...webhook });
  return checkOffered({ store, domain: DOMAIN, isLinked });
}

describe('the commands that identities offer', () => {
  it('are not mentioned where there are none', async () => {
    expect(await found({ offers: [] })).toEqual([]);
  });

  it('are good where somebody answers them', async () => {
    expect(await found({})).toMatchObject([{ verdict: 'good' }]);
  });

  it.each<[string, World, string, RegExp]>([
    ['without a link', { isLinked: false }, 'warning', /no replica has the link/],
    ['of an identity that is not declared', { record: undefined }, 'bad', /is not declared/],
    [
      'of an identity that does not say that it has some',
      { record: { jid: NURSE, createdAt: 0, updatedAt: 0 } },
      ...(['bad', /does not say/] as const),
    ],
    ['that no webhook hears of', { webhook: undefined }, 'warning', /no webhook hears of them/],
    [
      'whose webhook is for another identity',
      { webhook: { identities: ['friar'] } },
      ...(['warning', /no webhook hears of them/] as const),
    ],
    [
      'whose webhook was disabled',
      { webhook: { state: 'disabled', disabledReason: 'The receiver said 410.' } },
      ...(['bad', /\(w1\) is disabled: The receiver said 410\./] as const),
    ],
    [
      'whose webhook has a key that may not answer',
      { webhook: { owner: { keyId: 'k1', identities: ['*'], scopes: [] } } },
      ...(['bad', /lacks iq:send/] as const),
    ],
  ])('are found %s', async (_, world, verdict, detail) => {
    const [finding, ...more] = await found(world);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ verdict, advice: expect.any(String) as string });
    expect(finding?.detail).toMatch(detail);
  });
});
