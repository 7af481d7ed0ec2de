import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Limits } from './limits.ts';
import type { FairScheduler } from './fair-scheduler.ts';

/** Who it is, at once or after a while; undefined for nobody. */
export type Admitted = Caller | undefined | Promise<Caller | undefined>;

export interface AdmissionDeps {
  readonly authenticate: (token: string) => Admitted;
  readonly limits: Pick<Limits, 'requests'>;
  readonly scheduler: FairScheduler;
  /** Milliseconds that the event loop is late. */
  readonly lag: () => number;
  readonly maxLag: number;
}

/**
 * Who comes in with a token, now. Throws `overloaded` before anything else is done: what is refused costs next to nothing,
 * so the rest is answered. Throws `too-many-requests` for a good key that is over its rate.
 */
export function createAdmission({ authenticate, limits, scheduler, lag, maxLag }: AdmissionDeps) {
  const admit = (caller: Caller | undefined): Admitted => {
    // Without a rate a key may take what there is.
    if (caller?.rate === undefined) return caller;
    const turn = () => scheduler.take(caller.keyId);
    const counted = limits.requests(caller, 1);
    const admitted = counted === undefined ? turn() : counted.then(turn);
    return admitted === undefined ? caller : admitted.then(() => caller);
  };
  return (token: string): Admitted => {
    if (lag() > maxLag) throw overloaded();
    const caller = authenticate(token);
    return caller instanceof Promise ? caller.then(admit) : admit(caller);
  };
}

function overloaded(): BridgeError {
  return new BridgeError('overloaded', 'This replica is overloaded; try again.', {
    retryAfter: 1,
  });
}
