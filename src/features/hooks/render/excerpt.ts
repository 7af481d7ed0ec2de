import { clean, shortened } from './clean.ts';

const MAX_EXCERPT = 1_000;

/** The beginning of a payload as it came, for what could not be read otherwise. */
export function excerpt(text: string): string {
  return shortened(clean(text.slice(0, 2 * MAX_EXCERPT)).trim(), MAX_EXCERPT) || '(empty)';
}

/** A reason that stands before what it is the reason for. */
export function noted(note: string, text: string): string {
  return `(${note})\n${text}`;
}
