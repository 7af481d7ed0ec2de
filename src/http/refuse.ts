import { BridgeError, type InputFault } from '../core/errors.ts';
import type { Check } from '../contract/checks.ts';

/** Throws `invalid-request` for a value that does not follow the contract, with all that is wrong. */
export function refuse(check: Check | undefined, value: unknown): void {
  const errors = check?.(value) ?? [];
  if (errors.length > 0) throw new BridgeError('invalid-request', summary(errors), { errors });
}

function summary(errors: readonly InputFault[]): string {
  const [first] = errors;
  if (errors.length > 1) return `${errors.length} things in the request need a change.`;
  return `${first?.pointer === '' ? 'The body' : (first?.pointer ?? '')}: ${first?.detail ?? ''}`;
}
