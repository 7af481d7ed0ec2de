/** A hook as it is stored: whose payloads it takes, and who is told of them. */
import { hasAllRights, type Caller } from '../../core/caller.ts';
import type { KeyedRequest } from '../../core/idempotency.ts';
import type { Space } from '../../store/store.ts';
import { DIALECTS, type DialectName } from './dialects/table.ts';
import type { Dialect, Update } from './dialects/dialect.ts';
import type { Filter } from './render/filter.ts';
import type { Pick as Picked } from './render/pick.ts';
import type { Verify } from './verify/verify.ts';

export interface Recipient {
  /** Prepared. */
  readonly jid: string;
  readonly type: 'chat' | 'groupchat' | 'headline' | 'normal';
}

export interface Storm {
  /** Messages within a window; of the others a summary is sent when it is over. */
  readonly max: number;
  /** The window, seconds. */
  readonly per: number;
}

export interface HookTerms {
  readonly name: string;
  readonly dialect: DialectName;
  /** Absent: the default identity of the key. */
  readonly from?: string | undefined;
  readonly to: readonly Recipient[];
  readonly verify: Verify;
  readonly template?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly pick?: Picked | undefined;
  readonly update: Update;
  readonly storm: Storm;
}

export interface Hook extends HookTerms {
  readonly id: string;
  /** SHA-256 of the secret in its URL, base64url. */
  readonly secret: string;
  /** The one before, and until when it is good, ms since 1970. */
  readonly oldSecret?: { readonly digest: string; readonly until: number } | undefined;
  /** Who asked for the present secret. */
  readonly rotation?: KeyedRequest | undefined;
  /** The key that made it: messages are sent with the rights that it has at that moment. */
  readonly keyId: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export const HOOKS: Space = { name: 'hook', ttl: 'forever' };
export const HOOK_CHANGES = 'hooks';

export const DEFAULT_STORM: Storm = { max: 20, per: 60 };

export function dialectOf({ dialect }: Pick<Hook, 'dialect'>): Dialect {
  return DIALECTS[dialect];
}

/** Its own hooks, and all of them with all rights. */
export function mayManage(caller: Caller, { keyId }: Pick<Hook, 'keyId'>): boolean {
  return caller.keyId === keyId || hasAllRights(caller);
}

export function decodeHook(value: string): Hook {
  return JSON.parse(value) as Hook;
}

export function encodeHook(hook: Hook): string {
  return JSON.stringify(hook);
}
