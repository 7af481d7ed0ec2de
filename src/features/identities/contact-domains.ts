import { BridgeError } from '../../core/errors.ts';
import { recipientPattern } from '../../core/addresses/selectors.ts';

/** Throws `invalid-request` for a pattern that is none of domains. */
export function patternFaults(domains: readonly string[] = [], domain: string): void {
  const errors = domains.flatMap((text, index) => {
    const found = recipientPattern(text, { domain });
    return 'why' in found ? [{ pointer: `/contacts/domains/${index}`, detail: found.why }] : [];
  });
  const [first] = errors;
  if (first !== undefined) throw new BridgeError('invalid-request', first.detail, { errors });
}
