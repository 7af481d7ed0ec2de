/** Who asks which service, from what a caller wrote. */
import { explainAddress } from '../../core/addresses/address-advice.ts';
import { prepareAddress, type HomeDomains } from '../../core/addresses/address.ts';
import { checkRecipient, resolveFrom } from '../../core/addresses/identity.ts';
import type { Caller } from '../../core/caller.ts';
import { BridgeError } from '../../core/errors.ts';
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

function serviceAddress(text: string, home: HomeDomains): string {
  const jid = prepareAddress(text, home);
  if (jid === undefined) throw badAddress(explainAddress(text, home), POINTER);
  const { domain, resource } = parseJid(jid) ?? { domain: '', resource: '' };
  if (resource !== '') {
    const detail = `A service is a domain or the bare JID of a user; write ${bare(jid)}.`;
    throw badAddress(detail, POINTER);
  }
  if (domain === home.domain) {
    const detail = `What identities of ${domain} publish is at /v1/identities/{id}/nodes.`;
    throw badAddress(detail, POINTER);
  }
  return jid;
}

/** The prepared bare JID of a person, or a domain. */
export function bareAddress(text: string, home: HomeDomains, pointer: string): string {
  const jid = prepareAddress(text, home);
  if (jid === undefined) throw badAddress(explainAddress(text, home), pointer);
  return bare(jid);
}

function badAddress(detail: string, pointer: string): BridgeError {
  return new BridgeError('invalid-address', detail, { errors: [{ pointer, detail }] });
}
