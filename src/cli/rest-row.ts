import type { RestOptions } from './rest-options.ts';
import type { Look } from './show.ts';

/** A command that is one call of the API. */
export interface RestRow {
  readonly name: string;
  readonly about: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{id}` is the first positional, `{item}` the second. */
  readonly path: string;
  /** What goes into the body. */
  readonly options?: RestOptions;
  /** At least one of the options is needed. */
  readonly some?: true;
  readonly query?: RestOptions;
  /** Further help. */
  readonly more?: string;
  /** The answer for a person, where it is not a table or a list of its fields. */
  readonly shown?: (answer: unknown, look: Look) => string;
  /** Whether an answer of 2xx is what was wanted; always, unless this says otherwise. */
  readonly isGood?: (answer: unknown) => boolean;
}
