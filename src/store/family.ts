/** A kind of key in Redis. Every key of the bridge belongs to one; docs/storage.md lists them. */
export interface KeyFamily {
  /** The key behind `{sb:<domain>}:`; `*` stands for what differs. */
  readonly pattern: string;
  /** What is in it, for operators. */
  readonly what: string;
  readonly bound: KeyBound;
  /** True for what is still there when everything was deleted and the retention is over. */
  readonly stays?: true;
}

export type KeyBound =
  /** Each key expires after this many milliseconds at most; with default settings, where `setting` names one. */
  | { readonly ms: number; readonly setting?: string }
  /** Each key has this many entries or fields at most (bytes, for a text); `of`: how many keys there are and why not more. */
  | { readonly most: number; readonly of: string };
