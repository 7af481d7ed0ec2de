/** What one check found. */
export interface Finding {
  readonly check: string;
  /** `warning`: the bridge works, and something that the server has is not for it, or more than it should have. */
  readonly verdict: 'good' | 'bad' | 'warning' | 'skipped';
  /** One sentence. */
  readonly detail: string;
  /** What to change. */
  readonly advice?: string;
  /** The component domain that the XMPP server has to be told of. */
  readonly snippetFor?: string;
}

export const good = (check: string, detail: string): Finding => ({
  check,
  verdict: 'good',
  detail,
});

export const bad = (check: string, detail: string, advice: string): Finding => ({
  check,
  verdict: 'bad',
  detail,
  advice,
});

export const warning = (check: string, detail: string, advice: string): Finding => ({
  check,
  verdict: 'warning',
  detail,
  advice,
});

export const skipped = (check: string, detail: string): Finding => ({
  check,
  verdict: 'skipped',
  detail,
});

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
