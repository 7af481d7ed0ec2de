/** What a payload says, in the terms that all dialects share; templates, filters and the plain text are made of it. */
export interface Notice {
  /** The kind of thing that happened, in the sender's word: `push`, `alert`. */
  readonly event?: string | undefined;
  /** In the sender's word: `firing`, `resolved`, `opened`. */
  readonly status?: string | undefined;
  /** In the sender's word: `critical`. */
  readonly severity?: string | undefined;
  /** How the title is marked. */
  readonly mark?: Mark | undefined;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  /** The text only lists what there is, for want of anything better. */
  readonly isListing?: true;
  readonly url?: string | undefined;
  readonly links?: readonly Link[];
  /** The URL of a picture. */
  readonly image?: string | undefined;
  /** What it is about: a later notice with the same key is news of the same thing. */
  readonly key?: string | undefined;
  /** Two notices with the same key and the same `same` say the same thing. */
  readonly same?: string | undefined;
  /** It is over: whatever comes under this key afterwards is a new case. */
  readonly ends?: boolean | undefined;
  /** Tells one delivery from another, where the sender says it in the payload. */
  readonly deliveryId?: string | undefined;
}

export type Mark = 'bad' | 'warning' | 'good' | 'info';

export interface Link {
  readonly title: string;
  readonly url: string;
}
