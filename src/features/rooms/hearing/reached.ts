/** Whether the history after a join reached back to the last message that was heard before it. */
export interface Reached {
  /** The message that is looked for; undefined for none. */
  readonly follow: (key: string, stanzaId: string | undefined) => void;
  /** A message of the past came. */
  readonly told: (key: string, stanzaId: string) => void;
  readonly isWhole: (key: string) => boolean;
}

/** In memory, and bounded by the memberships that catch up: what another replica heard counts as not reached. */
export function createReached(): Reached {
  const wanted = new Map<string, string>();
  const found = new Set<string>();
  return {
    follow(key, stanzaId) {
      if (stanzaId === wanted.get(key)) return;
      found.delete(key);
      if (stanzaId === undefined) wanted.delete(key);
      else wanted.set(key, stanzaId);
    },
    told(key, stanzaId) {
      if (wanted.get(key) === stanzaId) found.add(key);
    },
    isWhole: (key) => found.has(key),
  };
}
