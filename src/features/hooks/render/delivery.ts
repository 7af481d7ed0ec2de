import type { InputFault } from '../../../core/errors.ts';

/** What a sender sent, before anything is known of its meaning. */
export interface Payload {
  /** By lower-case name, each once. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the URL. */
  readonly query: Readonly<Record<string, string>>;
  /** The body, with what is no UTF-8 replaced. */
  readonly text: string;
  /** Undefined where the body is no JSON, or more than is read. Long lists and texts in it are cut. */
  readonly json: unknown;
  /** Why it is none. */
  readonly fault?: InputFault | undefined;
  /** The fields of a form (`application/x-www-form-urlencoded`), the last of each name. */
  readonly form: Readonly<Record<string, string>> | undefined;
  /** The JSON in a field `payload` of the form. */
  readonly packed: unknown;
  /** A list in the JSON was longer than is read. */
  readonly isCut: boolean;
}
