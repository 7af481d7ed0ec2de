/** API keys: which token belongs to whom. */
import { hash, timingSafeEqual } from 'node:crypto';
import { SCOPES, type Caller } from '../caller.ts';

export interface Keys {
  /** The caller that a token belongs to. Takes as long for a wrong token as for a right one. */
  readonly authenticate: (token: string) => Caller | undefined;
}

const BOOTSTRAP_KEY_ID = 'bootstrap';

/** The key from the settings may do everything, as everybody. Without one nobody may call. */
export function createKeys(bootstrapKey: string | undefined): Keys {
  const digest = bootstrapKey === undefined ? undefined : sha256(bootstrapKey);
  const bootstrap: Caller = {
    keyId: BOOTSTRAP_KEY_ID,
    identities: ['*'],
    scopes: new Set(SCOPES),
  };
  return {
    authenticate(token) {
      const given = sha256(token);
      return digest !== undefined && timingSafeEqual(given, digest) ? bootstrap : undefined;
    },
  };
}

/** Of equal length for every token, as `timingSafeEqual` needs it. */
function sha256(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
