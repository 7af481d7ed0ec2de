import { BridgeError } from './errors.ts';

/** Who calls: what an API key may do. Made by `access/`, checked by the work. */
export interface Caller {
  /** Stable id of the key; `bootstrap` for the key from the settings, `jwt_…` for the subject of a token. */
  readonly keyId: string;
  /** Of the key, or the subject of the token. Absent for `bootstrap`. */
  readonly name?: string;
  /** Local parts or patterns (`bot-*`) the key speaks as; `*` is every identity and the domain itself. */
  readonly identities: readonly string[];
  readonly scopes: ReadonlySet<Scope>;
  /** Domains it may send to, or patterns (`*.example.org`). Absent: any. */
  readonly recipients?: readonly string[];
  /** Requests per second. Absent: no bound. */
  readonly rate?: number;
  /** Stanzas sent in a day (UTC). Absent: no bound. */
  readonly quota?: number;
  /** Milliseconds since 1970. Absent: never. */
  readonly expiresAt?: number;
  /** Known by a token of an issuer and kept nowhere: nothing that lasts can be made in its name. */
  readonly isEphemeral?: true;
}

export const SCOPES = [
  'messages:send',
  'presence:send',
  'iq:send',
  'stanzas:send',
  'stanzas:privileged',
  'rooms:manage',
  'pubsub:use',
  'events:read',
  'identities:manage',
  'contacts:manage',
  'commands:run',
  'webhooks:manage',
  'hooks:manage',
  'keys:manage',
  'audit:read',
  'status:read',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Whether nothing is kept from a caller: every scope, every identity, every recipient. */
export function hasAllRights({ scopes, identities, recipients = ['*'] }: Caller): boolean {
  return (
    SCOPES.every((scope) => scopes.has(scope)) &&
    identities.includes('*') &&
    recipients.includes('*')
  );
}

/** Throws `forbidden` when the key lacks the scope. */
export function requireScope(caller: Caller, scope: Scope, key = 'This key'): void {
  if (caller.scopes.has(scope)) return;
  throw new BridgeError('forbidden', `${key} lacks the scope ${scope}.`);
}
