import type { Settings } from '../../config/settings.ts';
import { fetchJson } from '../../egress/fetch-json.ts';
import { ANY_TARGET } from '../../egress/guard.ts';
import { proxyFromSettings } from '../../egress/proxy.ts';
import { bad, good, reasonOf, type Finding } from './finding.ts';

const LIMITS = { timeoutMs: 5_000, answerBytes: 256 * 1024 };
const ADVICE =
  'Set BRIDGE_JWT_JWKS_URL to the jwks_uri of the issuer, and check that this machine or pod can reach it.';

/** Whether the keys that tokens are verified with can be had; nothing where no issuer is named. */
export async function checkIssuer(settings: Settings): Promise<readonly Finding[]> {
  const { jwtJwksUrl: url } = settings;
  if (url === undefined) return [];
  const check = `issuer keys ${url}`;
  try {
    const count = await countKeys(url, settings);
    if (count > 0) return [good(check, `has ${count}`)];
    return [bad(check, 'this is not a set of keys (JWKS), or it is empty', ADVICE)];
  } catch (error) {
    return [bad(check, reasonOf(error), ADVICE)];
  }
}

/** 0 if it is not a set of keys. */
async function countKeys(url: string, settings: Settings): Promise<number> {
  const egress = { rule: ANY_TARGET, proxy: proxyFromSettings(settings) };
  const set = await fetchJson(url, egress, LIMITS);
  const isSet = typeof set === 'object' && set !== null && 'keys' in set;
  return isSet && Array.isArray(set.keys) ? set.keys.length : 0;
}
