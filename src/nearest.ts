/** The most similar of some names, if one is similar at all: at most a third of the letters differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const rated = known.map((candidate) => ({ candidate, distance: distance(name, candidate) }));
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (a, b) => (a === undefined || b.distance < a.distance ? b : a),
    undefined,
  );
  return best !== undefined && best.distance <= name.length / 3 ? best.candidate : undefined;
}

/** Levenshtein's: insertions, deletions and replacements that make one text of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (to[j - 1] === from[i] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
