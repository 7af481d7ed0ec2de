/** What is wanted of a subscription, and what the service said last. Both are kept as JSON. */
import type { PubsubSubscriptionToPut } from '../../../contract/schemas.ts';
import type { Situation } from '../../../reconciler/kind.ts';

/** With every default filled in. */
export interface Wish {
  readonly catchUp: boolean;
  readonly catchUpMax: number;
  readonly options?: NonNullable<PubsubSubscriptionToPut['options']>;
}

export type State = 'subscribed' | 'pending' | 'unconfigured' | 'refused' | 'gone' | 'unsubscribed';

export interface Problem {
  readonly reason: string;
  readonly detail: string;
  /** ms since 1970 */
  readonly at: number;
}

export interface Seen {
  readonly state: State;
  /** When it began, ms since 1970. */
  readonly since: number;
  readonly subid?: string;
  /** The options that the service took, as JSON. */
  readonly applied?: string;
  readonly problem?: Problem;
  /** It is known what there was when it was subscribed first. */
  readonly begun?: true;
  /** What was missed is not fetched yet. */
  readonly behind?: true;
  /** How often in a row it could not be fetched. */
  readonly failures?: number;
}

export type SubscriptionSituation = Situation<Wish, Seen>;

/** Two bare JIDs (the service may be a domain), and the id of a node. */
export interface Place {
  readonly service: string;
  readonly identity: string;
  readonly node: string;
}

/** JIDs without a resource have no space in them. */
export function keyOf({ service, identity, node }: Place): string {
  return `${service} ${identity} ${node}`;
}

export function placeOf(key: string): Place {
  const one = key.indexOf(' ');
  const two = key.indexOf(' ', one + 1);
  return {
    service: key.slice(0, one),
    identity: key.slice(one + 1, two),
    node: key.slice(two + 1),
  };
}

export function appliedOf({ options }: Wish): string {
  return JSON.stringify(options ?? {});
}
