import type { Settings } from '../../config/settings.ts';
import { bad, good, reasonOf, type Finding } from './finding.ts';

const PATIENCE_MS = 5_000;
const ADVICE =
  'Set BRIDGE_JWT_JWKS_URL to what the issuer calls jwks_uri, and check that this machine or pod may reach it.';

/** Whether the keys that tokens are verified with can be had; nothing where no issuer is named. */
export async function checkIssuer({ jwtJwksUrl: url }: Settings): Promise<readonly Finding[]> {
  if (url === undefined) return [];
  const check = `issuer keys ${url}`;
  try {
    const count = await countKeys(url);
    if (count > 0) return [good(check, `has ${count}`)];
    return [bad(check, 'this is no set of keys (JWKS), or an empty one', ADVICE)];
  } catch (error) {
    return [bad(check, reasonOf(error), ADVICE)];
  }
}

/** 0 for what is no set of keys. */
async function countKeys(url: string): Promise<number> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(url, { signal, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`it answers ${response.status}`);
  const set: unknown = await response.json();
  const isSet = typeof set === 'object' && set !== null && 'keys' in set;
  return isSet && Array.isArray(set.keys) ? set.keys.length : 0;
}
