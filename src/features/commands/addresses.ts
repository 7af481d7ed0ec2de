/** Addresses of both sides of a command. */
import { explainAddress } from '../../core/addresses/address-advice.ts';
import { prepareAddress, type HomeDomains } from '../../core/addresses/address.ts';
import { BridgeError } from '../../core/errors.ts';
import { bare } from '../../core/jid/jid.ts';

/** The same on each replica: who offers commands tells sessions apart by the full JID, and must not see a handover. */
const RESOURCE = 'bridge';

/** Of an identity; a resource that the caller chose is kept. */
export function withResource(identity: string): string {
  return identity === bare(identity) ? `${identity}/${RESOURCE}` : identity;
}

/** Throws `invalid-address` at the pointer. */
export function addressAt(text: string, home: HomeDomains, pointer: string): string {
  const address = prepareAddress(text, home);
  if (address !== undefined) return address;
  const detail = explainAddress(text, home);
  throw new BridgeError('invalid-address', detail, { errors: [{ pointer, detail }] });
}
