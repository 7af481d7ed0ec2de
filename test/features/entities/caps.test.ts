import { beforeEach, describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { discoInfo } from '../../../src/extensions/queries/disco-info.ts';
import { createCaps, type Advertised, type Caps } from '../../../src/features/entities/caps.ts';
import { capsHash } from '../../../src/inbound/discovery.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

const TRUE = { features: ['http://jabber.org/protocol/geoloc+notify', 'urn:xmpp:ping'] };
const JULIET: Advertised = {
  ...{ jid: 'juliet@example.org/balcony', from: 'nurse@bridge.example.org/bridge' },
  ...{ node: 'https://balcony.example', ver: capsHash(TRUE), hash: 'sha-1' },
};

let said: { features: string[] };
let asked: string[];
let caps: Caps;
const store = () => createMemoryStore({ now: () => 0 });

beforeEach(() => {
  said = TRUE;
  asked = [];
  caps = capsOn(store());
});

function capsOn(shared: ReturnType<typeof store>): Caps {
  return createCaps({
    store: shared,
    ask(_caller, iq) {
      asked.push(iq.attributes['to'] ?? '');
      return Promise.resolve(element('iq', NS_CLIENT, { type: 'result' }, [discoInfo.toXml(said)]));
    },
  });
}

describe('the capabilities of a client', () => {
  it('are asked once for all that have the same', async () => {
    expect(await caps.featuresOf(JULIET)).toEqual(TRUE.features);
    expect(await caps.featuresOf({ ...JULIET, jid: 'romeo@example.org/orchard' })).toEqual(
      TRUE.features,
    );
    expect(asked).toEqual([JULIET.jid]);
  });

  it('are shared by the replicas', async () => {
    const shared = store();
    await capsOn(shared).featuresOf(JULIET);
    expect(await capsOn(shared).featuresOf(JULIET)).toEqual(TRUE.features);
    expect(asked).toHaveLength(1);
  });

  it('are not believed where they are not those of its presence, and asked again', async () => {
    said = { features: ['urn:xmpp:ping'] };
    expect(await caps.featuresOf(JULIET)).toBeUndefined();
    said = TRUE;
    expect(await caps.featuresOf(JULIET)).toEqual(TRUE.features);
    expect(caps.counts()).toEqual([
      ['verified', 1],
      ['wrong', 1],
      ['unanswered', 0],
    ]);
  });

  it('with a digest that nobody knows are not asked', async () => {
    expect(await caps.featuresOf({ ...JULIET, hash: 'md2' })).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
