/** The most similar of some names, if one is similar at all: at most a third of the letters differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const rated = known.map((candidate) => ({ candidate, distance: distance(name, candidate) }));
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (a, b) => (a === undefined || b.distance < a.distance ? b : a),
    undefined,
  );
  return best !== undefined && best.distance <= name.length / 3 ? best.candidate : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours that make one text of the other. */
function distance(from: string, to: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (to[j - 1] === from[i] ? 0 : 1);
      const isSwap = i > 0 && j > 1 && from[i] === to[j - 2] && from[i - 1] === to[j - 1];
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : Infinity;
      next[j] = Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
