/**
 * What a feature gives the reconciler for each kind of thing that is declared and kept true: rooms, contacts,
 * subscriptions. `Wanted` and `Seen` are JSON values; the feature bounds their size.
 */

/** What is known of one item when it is decided what to do next. */
export interface Situation<Wanted, Seen> {
  readonly key: string;
  /** Undefined: nothing is wanted any more, so what there is has to be undone. */
  readonly wanted: Wanted | undefined;
  /** What the XMPP side said last, if it ever said anything. */
  readonly seen: Seen | undefined;
  /** When it said so, ms since 1970; 0 for never. */
  readonly asOf: number;
  /** It was said on the present link. What was said on an earlier one may have ceased to be true unnoticed. */
  readonly fresh: boolean;
  /** Requests since the item was last settled or wanted differently. 0 where another replica works on it. */
  readonly attempts: number;
  /** ms since 1970 */
  readonly now: number;
}

export type Decision =
  /** As wanted, or nothing can be done about it. `checkAt`: when to decide again, ms since 1970. */
  | { readonly do: 'nothing'; readonly checkAt?: number }
  /**
   * Ask at once, or when the back-off since the last request is over. `at` (ms since 1970) takes the place of the back-off
   * if the item was heard of since the last request: `at: now` for the next of several steps, later where the other
   * side wants a pause.
   */
  | { readonly do: 'ask'; readonly at?: number }
  /** Only for items that are no longer wanted: it is undone, and its records can go. */
  | { readonly do: 'forget' };

/** What a request is made from. */
export interface Request<Wanted, Seen> extends Situation<Wanted, Seen> {
  /** Names the runner's turn of duty on this partition: grows with each link and each takeover. */
  readonly epoch: number;
  /** Aborted when the request has taken too long, or the link or the lease is gone. */
  readonly signal: AbortSignal;
}

export interface Kind<Wanted, Seen> {
  /** One word, e.g. `room`. Part of the names under which the items are stored: never change it. */
  readonly name: string;
  /** The most items that may be declared, counting those that are still being undone. */
  readonly limit: number;
  /** Pure. Called on any replica, for the answer to "is it settled" too. */
  plan(situation: Situation<Wanted, Seen>): Decision;
  /**
   * Sends what `plan` asked for and resolves when it is on its way; the answer arrives through `saw`. Must be safe to
   * repeat: after a fault the same request is made again, possibly by another replica.
   */
  ask(request: Request<Wanted, Seen>): Promise<void>;
  /** Higher goes first when many items are due, as after a new link; for instance the time of the last traffic. */
  priority?(situation: Situation<Wanted, Seen>): number;
  /** Items for which this gives the same text are worked on by the same replica; by default the key. */
  partitionBy?(key: string): string;
}

export type AnyKind = Kind<unknown, unknown>;

/** Why the last request for an item came to nothing. */
export interface AskProblem {
  readonly detail: string;
  /** ms since 1970 */
  readonly at: number;
  readonly attempts: number;
}

/** An item as any replica shows it. */
export interface Declared<Wanted, Seen> {
  readonly key: string;
  readonly wanted: Wanted | undefined;
  /** ms since 1970; 0 for an item that nobody declared. */
  readonly wantedAt: number;
  readonly seen: Seen | undefined;
  /** ms since 1970; 0 for never. */
  readonly asOf: number;
  /** The runner's epoch at which it was seen; 0 for never. */
  readonly epoch: number;
  readonly fresh: boolean;
  /** There is nothing to do about it now. */
  readonly settled: boolean;
  /** Only while it is not settled. */
  readonly problem: AskProblem | undefined;
}
