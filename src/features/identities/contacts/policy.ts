/** What an identity grants to whom. Pure. */
import { patternTest } from '../../../core/addresses/identity.ts';
import { domainOf } from '../../../core/jid/jid.ts';
import type { Identity } from '../../../contract/schemas.ts';
import type { Profile } from '../defaults.ts';
import type { Policy } from './table.ts';

export function policyFor({ contacts }: Pick<Profile, 'contacts'>, remote: string): Policy {
  const { accept, domains, subscribeBack } = contacts;
  const isNamed = accept === 'domains' && patternTest(domains)(domainOf(remote));
  const isGranted = accept === 'all' || isNamed;
  const verdict = isGranted ? 'grant' : accept === 'ask' ? 'ask' : 'ignore';
  return { verdict, subscribeBack };
}

/** Only a sender who would be granted the identity's presence can make it join a room; for others there is an event. */
export function invitesFor(
  profile: Pick<Profile, 'contacts' | 'invites'>,
  sender: string,
): Identity['invites'] {
  const { invites } = profile;
  if (invites !== 'join') return invites;
  return policyFor(profile, sender).verdict === 'grant' ? 'join' : 'event';
}
