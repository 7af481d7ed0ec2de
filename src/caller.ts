/** Who calls: what an API key may do. Made by `access/`, checked by the work. */
export interface Caller {
  /** Stable id of the key; `bootstrap` for the key from the settings. */
  readonly keyId: string;
  /** Local parts or patterns (`bot-*`) the key speaks as; `*` is every identity and the domain itself. */
  readonly identities: readonly string[];
  readonly scopes: ReadonlySet<Scope>;
}

export const SCOPES = [
  'messages:send',
  'presence:send',
  'iq:send',
  'stanzas:send',
  'events:read',
  'webhooks:manage',
  'keys:manage',
  'status:read',
] as const;

export type Scope = (typeof SCOPES)[number];
