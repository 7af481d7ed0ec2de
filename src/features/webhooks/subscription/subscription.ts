/**
 * A webhook as it is stored: what it asks for, where it leads, and with whose rights it speaks.
 */
import { hasAllRights, type Caller, type Scope } from '../../../core/caller.ts';
import type { WebhookToCreate } from '../../../contract/schemas.ts';
import type { EventType } from '../../events/event.ts';
import type { Cursor } from '../../events/cursor.ts';
import { eventFilter, type EventFilter } from '../../events/filter.ts';
import type { KeyedRequest } from '../../../core/idempotency.ts';
import type { TargetRule } from '../../../egress/guard.ts';
import { changedCredentials, type Credentials } from '../target/credentials.ts';
import type { Secrets } from '../target/secrets.ts';
import {
  credentialFaults,
  formatFaults,
  sameNames,
  normalUrl,
  readAuthorization,
  refuseFaults,
  urlFaults,
  type AuthorizationInput,
} from './terms-faults.ts';

export type SubscriptionFormat = NonNullable<WebhookToCreate['format']>;

const DEFAULT_FORMAT = 'bridge' satisfies SubscriptionFormat;

/** What a caller chooses. */
export interface SubscriptionTerms {
  readonly url: string;
  readonly events: readonly EventType[];
  /** Patterns of local parts; `*` is every identity of the key. */
  readonly identities: readonly string[];
  /** Patterns of remote bare JIDs and domains. */
  readonly remotes: readonly string[];
  readonly format: SubscriptionFormat;
  readonly xml: boolean;
  readonly description?: string;
}

export interface Subscription extends SubscriptionTerms, Secrets, Credentials {
  readonly id: string;
  readonly state: 'enabled' | 'paused' | 'disabled';
  /** Why it is disabled, for a person. */
  readonly disabledReason?: string;
  readonly owner: Owner;
  /** Where the event log stood when it was made: what came before is not delivered. */
  readonly startAt: Cursor;
  /** The last replay that was asked for: back to a place of the event log, once for each id. */
  readonly rewind?: {
    readonly id: string;
    readonly to: Cursor;
    readonly asked?: KeyedRequest | undefined;
  };
  /** Who asked for the present secret. */
  readonly rotation?: KeyedRequest | undefined;
  /** That the provisioning file declares it. */
  readonly provisioned?: Provisioned;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What of a webhook the provisioning file declares besides its terms; the rest is changed over the API. */
export interface Provisioned {
  readonly name: string;
  readonly hasSecret: boolean;
  readonly paused?: boolean;
}

/** The key that made it, as it was then. */
export interface Owner {
  readonly keyId: string;
  readonly identities: readonly string[];
  readonly scopes: readonly Scope[];
}

export type TermsInput = Pick<SubscriptionTerms, 'url' | 'events'> &
  Partial<Omit<SubscriptionTerms, 'url' | 'events'>>;

/** Fills in what was left out. Throws `invalid-request` for events that the format does not have. */
export function withDefaults(input: TermsInput): SubscriptionTerms {
  const { url, events, identities = ['*'], remotes = ['*'], xml = false, description } = input;
  const { format = DEFAULT_FORMAT } = input;
  refuseFaults(formatFaults(format, events));
  const terms = { url: normalUrl(url), events, identities, remotes, format, xml };
  return description === undefined ? terms : { ...terms, description };
}

/** Throws `invalid-request` for a URL that can be no target. */
export function checkUrl(text: string, rule: TargetRule): void {
  refuseFaults(urlFaults(text, rule));
}

/** Credentials as a caller writes them. */
export interface CredentialsInput {
  readonly headers?: Readonly<Record<string, string | null>> | null;
  readonly authorization?: AuthorizationInput | null;
}

/** The credentials after a change. Throws `invalid-request` for those that cannot be sent. */
export function withCredentials(
  present: Credentials,
  { headers, authorization }: CredentialsInput,
): Credentials {
  const given = authorization && readAuthorization(authorization);
  const next = changedCredentials(present, { headers, authorization: given });
  // Before the merge, which would keep the last of two.
  refuseFaults([...sameNames(Object.keys(headers ?? {})), ...credentialFaults(next)]);
  return next;
}

/** What two webhooks of one key may not have in common: they would deliver everything twice. */
export function sameTargetKey(keyId: string, terms: SubscriptionTerms): string {
  const { url, events, identities, remotes, format, xml } = terms;
  const sorted = [events, identities, remotes].map((list) => [...list].sort());
  // Digests of it are stored: that of the default is as it was before there were formats.
  const other = format === DEFAULT_FORMAT ? [] : [format];
  return JSON.stringify([keyId, url, ...sorted, xml, ...other]);
}

export function filterOf(subscription: Subscription, domain: string): EventFilter {
  const { owner, events: types, identities, remotes } = subscription;
  return eventFilter({ caller: owner, domain }, { types, identities, remotes });
}

/** The caller whose rights a reply has. */
export function callerOf({ owner }: Subscription): Caller {
  const { keyId, identities, scopes } = owner;
  return { keyId, identities, scopes: new Set(scopes) };
}

/** Its own webhooks, and all of them with all rights. */
export function mayManage(caller: Caller, { owner }: Subscription): boolean {
  return caller.keyId === owner.keyId || hasAllRights(caller);
}

export function ownerFrom({ keyId, identities, scopes }: Caller): Owner {
  return { keyId, identities, scopes: [...scopes] };
}

export function encodeSubscription(subscription: Subscription): string {
  return JSON.stringify(subscription);
}

type Stored = Omit<Subscription, 'format'> & { readonly format?: SubscriptionFormat };

export function decodeSubscription(value: string): Subscription {
  // Those of 0.1 have no format.
  const stored = JSON.parse(value) as Stored;
  return { ...stored, format: stored.format ?? DEFAULT_FORMAT };
}
