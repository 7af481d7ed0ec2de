/** Counts by name: an increment where something happens, read where somebody asks. */
export interface Tally<Name extends string> {
  readonly count: (name: Name) => void;
  readonly counts: () => readonly (readonly [Name, number])[];
}

/** `names` begin at nothing, so that a first failure is seen as a rise. */
export function createTally<Name extends string>(names: readonly Name[] = []): Tally<Name> {
  const counts = new Map<Name, number>(names.map((name) => [name, 0]));
  return {
    count: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => [...counts],
  };
}
