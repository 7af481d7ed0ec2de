import type { Form } from './setting-forms.ts';

export interface SettingRow {
  readonly name: `BRIDGE_${string}`;
  readonly form: Form<unknown>;
  readonly about: string;
  readonly required?: true;
  /** Read like a value from outside. */
  readonly default?: string;
  /** What stands in for a default, in words; `settings.ts` or the code that uses it works it out. */
  readonly otherwise?: string;
  /** Never shown; can also be read from a file named by `…_FILE`. */
  readonly secret?: true;
}
