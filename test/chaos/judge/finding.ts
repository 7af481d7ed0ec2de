/** Collects what is counted and what is wrong. */
import type { Verdict, Violation } from '../books.ts';

export interface Findings {
  count(figure: string, by?: number): void;
  most(figure: string, value: number): void;
  wrong(rule: string, detail: string): void;
  verdict(): Verdict;
}

/** More of one kind tell nothing new. */
const MOST_DETAILS = 50;

export function findings(): Findings {
  const figures: Record<string, number> = {};
  const rules = new Map<string, { count: number; details: string[] }>();
  return {
    count: (figure, by = 1) => (figures[figure] = (figures[figure] ?? 0) + by),
    most: (figure, value) => (figures[figure] = Math.max(figures[figure] ?? 0, value)),
    wrong(rule, detail) {
      const known = rules.get(rule) ?? { count: 0, details: [] };
      known.count += 1;
      if (known.details.length < MOST_DETAILS) known.details.push(detail);
      rules.set(rule, known);
    },
    verdict: () => ({
      figures,
      violations: [...rules].map(([rule, { count, details }]): Violation => {
        const more = count - details.length;
        return { rule, details: more > 0 ? [...details, `and ${more} more`] : details };
      }),
    }),
  };
}

/** For people: `12:00:01.250`. */
export function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
