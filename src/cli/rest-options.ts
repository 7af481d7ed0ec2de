/** What a command takes that is one call of the API. */
import { CommandFault, EXIT, type Option } from './command.ts';
import type { Look } from './show.ts';
import { basicOf, bearerOf, headersOf } from './credential-options.ts';

export interface RestRow {
  readonly name: string;
  readonly about: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{id}` is the first positional, `{item}` the second, `{part}` the third. */
  readonly path: string;
  /** What they are called in the help; ID, ITEM and PART otherwise. */
  readonly arguments?: readonly string[];
  /** What goes into the body. */
  readonly options?: RestOptions;
  /** What is always in the body. */
  readonly body?: object;
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

export type RestOptions = Readonly<Record<string, RestOption>>;

export interface RestOption extends Option {
  /** Its name in the body, where that is another one. */
  readonly field?: string;
  /** Its own fields go into the body, not it. */
  readonly spread?: true;
}

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

export const many = (about: string): RestOption => ({ type: 'string', multiple: true, about });
export const text = (about: string): RestOption => ({ type: 'string', about });
export const number = (about: string): RestOption => ({ ...text(about), number: true, value: 'N' });
export const instant = (about: string): RestOption => ({
  ...text(`${about}, such as 2026-01-31T12:00:00Z`),
  value: 'INSTANT',
});
/** Reads the value of `--option` as a JSON object. */
export function objectIn(option: string, example: string) {
  return ([json = '']: readonly string[]): unknown => {
    try {
      const value: unknown = JSON.parse(json);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    } catch {
      // Said below.
    }
    throw new CommandFault(
      `${option} ${json}: write a JSON object, such as ${example}`,
      EXIT.usage,
    );
  };
}

export const jsonOf = objectIn('--payload', '{"ping":{}}');

export const needed = (option: RestOption): RestOption => ({ ...option, required: true });

export const overlap: RestOption = {
  ...number('how long the old one stays valid; default: a day'),
  value: 'SECONDS',
  field: 'overlapSeconds',
};

export const PAGE = {
  limit: number('how many at most'),
  after: { ...text('continue after the previous page; it prints the value'), value: 'NEXT' },
};

export const TERMS = {
  'to-url': { ...text('where events are posted'), value: 'URL', field: 'url' },
  events: many('event types, comma-separated, such as message.received'),
  identities: many('only these local parts, comma-separated'),
  remotes: many('only from these JIDs or domains, comma-separated'),
  format: text('of the body: bridge (the default), cloudevents or mod_rest'),
  description: text('what it is for'),
};

export const CREDENTIALS = {
  header: {
    type: 'string',
    multiple: true,
    value: 'NAME:VALUE',
    field: 'headers',
    read: headersOf,
    about: 'an extra header for the receiver',
  },
  basic: {
    type: 'string',
    value: 'USER:PASSWORD',
    field: 'authorization',
    read: basicOf,
    about: 'Basic credentials for the receiver',
  },
  bearer: {
    type: 'string',
    value: 'TOKEN',
    field: 'authorization',
    read: bearerOf,
    about: 'or as Bearer',
  },
} as const satisfies RestOptions;

export const KEY_BOUNDS = {
  recipients: many('allowed recipients, comma-separated'),
  rate: number('requests in a second'),
  quota: number('stanzas in a day'),
  'expires-at': { ...instant('when it ends'), field: 'expiresAt' },
};
