/** From what a caller wrote to a place and a wish. Pure. */
import type { PubsubSubscriptionToPut } from '../../../contract/schemas.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import type { Caller } from '../../../core/caller.ts';
import { present } from '../../../core/present.ts';
import { actorOf } from '../actor.ts';
import type { Place, Wish } from './subscription.ts';

/** Throws what `actorOf` throws. */
export function placeIn(
  caller: Caller,
  { service, identity, node }: Place,
  home: HomeDomains,
): Place {
  const actor = actorOf(home, caller, { service, as: identity }, '/path/identity');
  return { service: actor.service, identity: actor.identity, node };
}

/** What the contract has a default for may be left out. */
export function wishOf({
  catchUp = true,
  catchUpMax = 100,
  options,
}: Partial<PubsubSubscriptionToPut>): Wish {
  return present<Wish>({ catchUp, catchUpMax, options });
}
