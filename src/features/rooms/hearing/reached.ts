/** Whether the history after a join reached back to the last message that was heard before it. */
export interface Reached {
  /** The message that is looked for; undefined for none. */
  readonly follow: (key: string, mark: string | undefined) => void;
  /** A message of the past came. */
  readonly told: (key: string, mark: string) => void;
  readonly isWhole: (key: string) => boolean;
}

/** In memory, and bounded by the memberships that catch up: what another replica heard counts as not reached. */
export function createReached(): Reached {
  const wanted = new Map<string, string>();
  const found = new Set<string>();
  return {
    follow(key, mark) {
      if (mark === wanted.get(key)) return;
      found.delete(key);
      if (mark === undefined) wanted.delete(key);
      else wanted.set(key, mark);
    },
    told(key, mark) {
      if (wanted.get(key) === mark) found.add(key);
    },
    isWhole: (key) => found.has(key),
  };
}
