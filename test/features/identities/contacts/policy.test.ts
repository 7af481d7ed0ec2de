import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../src/features/identities/defaults.ts';
import { invitesFor } from '../../../../src/features/identities/contacts/policy.ts';

const JULIET = 'juliet@example.org/balcony';
const contacts = (
  accept: Profile['contacts']['accept'],
  domains: string[] = [],
): Profile['contacts'] => ({ accept, domains, subscribeBack: false });

describe('an invitation to an identity that joins', () => {
  it.each([
    ['of anybody', contacts('all'), 'join'],
    ['of a domain that it names', contacts('domains', ['example.org']), 'join'],
    ['of a domain that it does not name', contacts('domains', ['verona.example']), 'event'],
    ['of somebody about whom it asks', contacts('ask'), 'event'],
    ['of anybody, where it has no contacts', contacts('none'), 'event'],
  ] as const)('%s', (_who, policy, expected) => {
    expect(invitesFor({ contacts: policy, invites: 'join' }, JULIET)).toBe(expected);
  });

  it.each(['event', 'ignore'] as const)(
    'has another fate where that is declared: %s',
    (invites) => {
      expect(invitesFor({ contacts: contacts('all'), invites }, JULIET)).toBe(invites);
    },
  );
});
