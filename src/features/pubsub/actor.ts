/** Who asks which service, from what a caller wrote. */
import { invalidAddress, requireAddress } from '../../core/addresses/address-advice.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { checkRecipient, resolveFrom } from '../../core/addresses/identity.ts';
import type { Caller } from '../../core/caller.ts';
import { bare, parseJid } from '../../core/jid/jid.ts';

export interface Actor {
  readonly caller: Caller;
  /** A domain, or the bare JID of a user (XEP-0163). */
  readonly service: string;
  /** Bare JID of the identity: services know owners and subscribers by it. */
  readonly identity: string;
}

/** As callers name them. */
export interface Named {
  readonly service: string;
  readonly as?: string | undefined;
}

/**
 * Throws `invalid-address` for what is no address of a service, `identity-forbidden` and `recipient-forbidden` for what the
 * key may not. `pointer`: where the identity is named.
 */
export function actorOf(
  home: HomeDomains,
  caller: Caller,
  { service: text, as }: Named,
  pointer = '/query/as',
): Actor {
  const service = serviceAddress(text, home);
  const identity = bare(resolveFrom(caller, as, home.domain, pointer));
  checkRecipient(caller, service, { pointer: POINTER });
  return { caller, service, identity };
}

const POINTER = '/path/service';

/** The prepared address of a service. Throws `invalid-address`. */
export function serviceAddress(text: string, home: HomeDomains): string {
  const jid = requireAddress(text, home, POINTER);
  const { domain, resource } = parseJid(jid) ?? { domain: '', resource: '' };
  if (resource !== '') {
    const detail = `A service is a domain or the bare JID of a user; write ${bare(jid)}.`;
    throw invalidAddress(detail, POINTER);
  }
  if (domain === home.domain) {
    const detail = `What identities of ${domain} publish is at /v1/identities/{id}/nodes.`;
    throw invalidAddress(detail, POINTER);
  }
  return jid;
}
