/** What the commands of `stanza-bridge` have in common. */
import { EXIT_CODE } from '../config/settings.ts';
import type { Surroundings } from '../config/sources.ts';

/** sysexits.h where it has one. */
export const EXIT = {
  ok: 0,
  /** It was tried, and it did not go well. */
  failed: 1,
  /** EX_USAGE: the command line needs a change. */
  usage: 64,
  /** EX_UNAVAILABLE: no bridge answers, or it cannot now; try again. */
  unavailable: 69,
  /** EX_NOPERM: the API key is not good, or not good for this. */
  refused: 77,
  config: EXIT_CODE,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Option {
  readonly type: 'string' | 'boolean';
  /** May be given more than once. */
  readonly multiple?: true;
  readonly required?: true;
  /** Its text is a whole number. */
  readonly number?: true;
  /** Makes of its texts what the body has. Throws CommandFault. */
  readonly read?: (texts: readonly string[]) => unknown;
  /** What stands for its value in the help. */
  readonly value?: string;
  readonly about: string;
}

export type Options = Readonly<Record<string, Option>>;

export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One call of a command. */
export interface Call {
  readonly values: Values;
  /** What is given without a name, as many as `arguments` says. */
  readonly positionals: readonly string[];
  readonly io: Io;
}

/** The outside of a command. */
export interface Io extends Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** So many bytes that nobody can guess. */
  readonly random: (bytes: number) => Uint8Array;
  /** All of standard input. */
  readonly stdin: () => Promise<string>;
  /** A person looks at the output, and it may have colours. */
  readonly hasColours: boolean;
  readonly userFiles: UserFiles;
}

/** Files of the person who runs the command, readable by nobody else. */
export interface UserFiles {
  /** Undefined when there is no such file; `mode` are its permissions. */
  readonly read: (path: string) => { readonly text: string; readonly mode: number } | undefined;
  readonly write: (path: string, text: string) => void;
}

export interface Command {
  /** Words after `stanza-bridge`. */
  readonly name: string;
  readonly about: string;
  /** Names of the positionals, all required. */
  readonly arguments?: readonly string[];
  /** What the positional can be, for shells to complete, where that is a closed list. */
  readonly choices?: readonly string[];
  readonly options?: Options;
  /** The scopes that its key needs, for the help. */
  readonly scope?: () => string | undefined;
  /** Further help, below the options. */
  readonly more?: string;
  run(call: Call): Promise<ExitCode>;
}

/** Ends a command with a sentence for a person. */
export class CommandFault extends Error {
  readonly exitCode: ExitCode;
  /** For programs: what the bridge answered. */
  readonly problem: object | undefined;

  constructor(message: string, exitCode: ExitCode = EXIT.failed, problem?: object) {
    super(message);
    this.exitCode = exitCode;
    this.problem = problem;
  }
}

export const JSON_OPTION = {
  json: { type: 'boolean', about: 'write JSON, for programs' },
} as const satisfies Options;

export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Of an option that may be repeated, or hold several separated by commas. */
export function textsOf(values: Values, name: string): readonly string[] | undefined {
  const value = values[name];
  if (!Array.isArray(value)) return undefined;
  return (value as readonly string[]).flatMap((item) => item.split(',')).filter(Boolean);
}

/** Of an option that is a `number`. */
export function numberOf(values: Values, name: string): number | undefined {
  const text = textOf(values, name);
  return text === undefined ? undefined : Number(text);
}
