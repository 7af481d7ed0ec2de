import type { Caller } from '../caller.ts';
import { BridgeError } from '../errors.ts';
import type { Limits } from './limits.ts';

export interface AdmissionDeps {
  readonly authenticate: (token: string) => Caller | undefined;
  readonly limits: Pick<Limits, 'requests'>;
  /** Milliseconds that the event loop is late. */
  readonly lag: () => number;
  readonly maxLag: number;
}

/**
 * Who comes in with a token, now. Throws `overloaded` before anything else is done: what is refused costs next to nothing,
 * so the rest is answered. Throws `too-many-requests` for a good key that is over its rate.
 */
export function createAdmission({ authenticate, limits, lag, maxLag }: AdmissionDeps) {
  return (token: string): Caller | undefined | Promise<Caller> => {
    if (lag() > maxLag) throw overloaded();
    const caller = authenticate(token);
    const counted = caller && limits.requests(caller, 1);
    return counted === undefined ? caller : counted.then(() => caller as Caller);
  };
}

function overloaded(): BridgeError {
  return new BridgeError('overloaded', 'This replica has too much to do; try again.', {
    retryAfter: 1,
  });
}
