/** Which IQ requests a reader of events would be shown, as lists of patterns; `*` leaves nothing out. */
export interface Interest {
  /** The identities of the reader's key. */
  readonly key: readonly string[];
  /** Those of them that the reader chose. */
  readonly identities: readonly string[];
  readonly remotes: readonly string[];
}

const ANY: readonly string[] = ['*'];
const EVERYTHING: Interest = { key: ANY, identities: ANY, remotes: ANY };
const FIELDS = ['key', 'identities', 'remotes'] as const;

/** What one replica tells the others stays this small, whatever its readers ask for. */
const MAX_PATTERNS = 100;
const MAX_CHARACTERS = 8 * 1024;

/** In normal form: interests that cover the same requests have the same text. */
export function interestOf(
  key: readonly string[],
  wishes: { readonly identities?: readonly string[]; readonly remotes?: readonly string[] },
): Interest {
  const { identities = ANY, remotes = ANY } = wishes;
  return {
    key: union(key),
    identities: union(identities.length === 0 ? ANY : identities),
    remotes: union(remotes.length === 0 ? ANY : remotes),
  };
}

/**
 * A few interests that cover the same requests as all of them. Where they would be too many, one that covers everything:
 * then a user who asks may wait for nobody, which is better than to be refused although somebody would answer.
 */
export function summarise(interests: Iterable<Interest>): readonly Interest[] {
  const merged = FIELDS.reduce<readonly Interest[]>(mergeBy, [...interests]);
  const patterns = merged.reduce((sum, one) => sum + patternsOf(one), 0);
  const isSmall = patterns <= MAX_PATTERNS && JSON.stringify(merged).length <= MAX_CHARACTERS;
  return isSmall ? merged : [EVERYTHING];
}

/** Joins those that differ in this field only. */
function mergeBy(
  interests: readonly Interest[],
  field: (typeof FIELDS)[number],
): readonly Interest[] {
  const groups = new Map<string, Interest[]>();
  for (const interest of interests) {
    const rest = JSON.stringify({ ...interest, [field]: [] });
    const group = groups.get(rest);
    if (group === undefined) groups.set(rest, [interest]);
    else group.push(interest);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ ...first, [field]: union(group.flatMap((one) => one[field])) }];
  });
}

function union(patterns: readonly string[]): readonly string[] {
  return patterns.includes('*') ? ANY : [...new Set(patterns)].sort();
}

function patternsOf(interest: Interest): number {
  return FIELDS.reduce((sum, field) => sum + interest[field].length, 0);
}
