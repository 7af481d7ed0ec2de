/** The table of a run, and whether anything was violated. */
import type { Verdict } from './books.ts';

/** Each violation names what it was found at; a run has at most so many of one kind on the screen. */
const SHOWN = 5;

export function reportText(verdicts: Readonly<Record<string, Verdict>>, shown = SHOWN): string {
  const lines: string[] = [];
  for (const [title, { figures, violations }] of Object.entries(verdicts)) {
    lines.push(`\n${title}`);
    for (const [figure, value] of Object.entries(figures)) {
      lines.push(`  ${figure.padEnd(48)}${String(value).padStart(9)}`);
    }
    for (const { rule, details } of violations) {
      lines.push(`  VIOLATED: ${rule}`);
      lines.push(...details.slice(0, shown).map((detail) => `    ${detail}`));
      if (details.length > shown)
        lines.push(`    … ${details.length - shown} more lines in the log`);
    }
  }
  return lines.join('\n');
}

export function isViolated(verdicts: Readonly<Record<string, Verdict>>): boolean {
  return Object.values(verdicts).some(({ violations }) => violations.length > 0);
}
