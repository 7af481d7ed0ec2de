import {
  domainPattern,
  invalidAddresses,
  preparePatterns,
} from '../../../core/addresses/selectors.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import { patternTest } from '../../../core/addresses/identity.ts';
import type { InputFault } from '../../../core/errors.ts';
import { domainOf } from '../../../core/jid/jid.ts';

/** Left out, all of them. */
export interface ContactFilter {
  readonly groups?: readonly string[];
  /** Domains, or patterns of them. */
  readonly domains?: readonly string[];
}

/** The filter with its domains prepared. Throws `invalid-address` at `place` + `/domains/…` for what no domain can match. */
export function preparedFilter(
  { groups, domains }: ContactFilter,
  home: HomeDomains,
  place: string,
): ContactFilter {
  const faults: InputFault[] = [];
  const pointer = `${place}/domains`;
  const prepared =
    domains && preparePatterns(domains, (it) => domainPattern(it, home), { pointer, faults });
  if (faults.length > 0) throw invalidAddresses(faults);
  return {
    ...(groups !== undefined && groups.length > 0 && { groups }),
    ...(prepared !== undefined && prepared.length > 0 && { domains: prepared }),
  };
}

export function contactTest({ groups, domains }: ContactFilter) {
  const wanted = groups && new Set(groups);
  const isDomain = domains && patternTest(domains);
  return (jid: string, its: readonly string[] = []): boolean =>
    (wanted === undefined || its.some((group) => wanted.has(group))) &&
    (isDomain === undefined || isDomain(domainOf(jid)));
}
