import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { IN_TIME } from '../../../src/core/feature.ts';
import type { Offer } from '../../../src/features/offered/offer.ts';
import { offeredRequests } from '../../../src/features/offered/serving/requests.ts';

const OFFER: Offer = { node: 'errand', name: 'Errand', allow: 'all', timeout: 10, at: 0 };
const IQ = element(
  'iq',
  'jabber:client',
  { type: 'set', id: 'i1', from: 'juliet@example.org/balcony', to: 'nurse@bridge.example.org' },
  [element('command', 'http://jabber.org/protocol/commands', { node: 'errand' })],
);

async function executes(offers: readonly Offer[], isKnown: boolean) {
  const executed: string[] = [];
  const reads: string[] = [];
  const handler = offeredRequests({
    offers: {
      list(identity) {
        reads.push(identity);
        return Promise.resolve(offers);
      },
    },
    executing: {
      execute({ attributes }) {
        executed.push(attributes['id'] ?? '');
        return Promise.resolve();
      },
    },
    offersSome: () => isKnown,
    isContact: () => Promise.resolve(false),
    send: () => Promise.resolve(),
  });
  const outcome = await handler.handle(IQ, IN_TIME);
  return { outcome, executed, reads: reads.length };
}

describe('an execute', () => {
  it('is served of an identity that offers commands since a moment, as another replica was told', async () => {
    expect(await executes([OFFER], false)).toEqual({
      ...{ outcome: 'claimed', executed: ['i1'], reads: 1 },
    });
  });

  it('is left to others where the identity offers none', async () => {
    expect(await executes([], false)).toEqual({ outcome: 'passed', executed: [], reads: 1 });
  });

  it('costs no read where the replica knows', async () => {
    expect(await executes([OFFER], true)).toMatchObject({ outcome: 'claimed', reads: 0 });
  });
});
