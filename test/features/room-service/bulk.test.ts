import { describe, expect, it } from 'vitest';
import { childElements, element, type XmlElement } from '../../../src/core/element.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import type { Actor } from '../../../src/features/room-service/actor.ts';
import { NS_ADMIN, type AskRoom } from '../../../src/features/room-service/asking.ts';
import type { ToSet } from '../../../src/features/room-service/people/affiliations.ts';
import { changeAffiliations } from '../../../src/features/room-service/people/bulk.ts';

const ACTOR: Actor = {
  caller: { keyId: 'k', identities: ['*'], scopes: new Set() },
  room: 'verona@muc.example.org',
  identity: 'prince@bridge.example.org',
  from: 'prince@bridge.example.org/bridge',
};

/** A room that changes the first `atOnce` items of a request, and refuses requests with a JID of `refused`. */
function room({ atOnce = Infinity, refused = [] as readonly string[] } = {}) {
  const affiliations = new Map<string, string>([['tybalt@example.org', 'member']]);
  const sets: number[] = [];
  const ask: AskRoom = (_actor, { type, payload }) => {
    const items = childElements(payload).map(({ attributes }) => attributes);
    if (type === 'get') return Promise.resolve(list(affiliations, items[0]?.['affiliation'] ?? ''));
    sets.push(items.length);
    if (items.some(({ jid = '' }) => refused.includes(jid))) return Promise.reject(refusal());
    for (const { jid = '', affiliation = '' } of items.slice(0, atOnce)) {
      if (affiliation === 'none') affiliations.delete(jid);
      else affiliations.set(jid, affiliation);
    }
    return Promise.resolve(undefined);
  };
  return { ask, affiliations, sets };
}

function list(affiliations: ReadonlyMap<string, string>, wanted: string): XmlElement {
  const items = [...affiliations].filter(([, affiliation]) => affiliation === wanted);
  return element(
    ...(['query', NS_ADMIN, {}] as const),
    items.map(([jid, affiliation]) => element('item', NS_ADMIN, { jid, affiliation })),
  );
}

const refusal = () =>
  new BridgeError('stanza-error', 'No.', {
    stanzaError: { type: 'cancel', condition: 'not-allowed' },
  });

const guests = (count: number): readonly ToSet[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ jid: `guest-${index}@example.org`, affiliation: 'member' as const },
  }));

describe('many affiliations', () => {
  it('are set a hundred in a request', async () => {
    const { ask, affiliations, sets } = room();
    const result = await changeAffiliations(ask, ACTOR, guests(1_000));
    expect(result).toMatchObject({ applied: 1_000, failed: 0 });
    expect(affiliations.size).toBe(1_001);
    expect(sets).toEqual(Array.from({ length: 10 }, () => 100));
  });

  it('are set one by one where the room does the first of a request only', async () => {
    const { ask, affiliations, sets } = room({ atOnce: 1 });
    const result = await changeAffiliations(ask, ACTOR, guests(250));
    expect(result).toMatchObject({ applied: 250, failed: 0 });
    expect(affiliations.size).toBe(251);
    expect(sets[0]).toBe(100);
    expect(sets.slice(1)).toEqual(Array.from({ length: 249 }, () => 1));
  });

  it('fail alone, with the reason, where the room refuses one of a request', async () => {
    const { ask, affiliations } = room({ refused: ['guest-7@example.org'] });
    const { applied, failed, items } = await changeAffiliations(ask, ACTOR, guests(10));
    expect([applied, failed]).toEqual([9, 1]);
    expect(items[7]).toEqual({
      ...{ jid: 'guest-7@example.org', affiliation: 'member', applied: false, detail: 'No.' },
    });
    expect(affiliations.has('guest-7@example.org')).toBe(false);
  });

  it('are taken back, too', async () => {
    const { ask, affiliations } = room({ atOnce: 1 });
    const wishes = [...guests(2), { jid: 'tybalt@example.org', affiliation: 'none' as const }];
    const { applied } = await changeAffiliations(ask, ACTOR, wishes);
    expect(applied).toBe(3);
    expect(affiliations.has('tybalt@example.org')).toBe(false);
  });
});
