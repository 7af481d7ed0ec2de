/** Bridges that a person works with, by name: URL and key of each, in a file of that person. */
import { join } from 'node:path';
import { CommandFault, EXIT, type Io } from '../command.ts';

export interface Context {
  readonly url: string;
  readonly key: string;
}

export interface Contexts {
  /** The name of the one that is used where none is named. */
  readonly current?: string;
  readonly contexts: Readonly<Record<string, Context>>;
}

type Place = Pick<Io, 'env' | 'userFiles'>;

const NONE: Contexts = { contexts: {} };
/** Anything for the group or others. */
const OTHERS = 0o077;

export function contextsPath({ env }: Pick<Io, 'env'>): string | undefined {
  const { XDG_CONFIG_HOME: config, HOME: home } = env;
  const folder = config || (home && join(home, '.config'));
  return folder === undefined || folder === ''
    ? undefined
    : join(folder, 'stanza-bridge', 'contexts.json');
}

/** Throws CommandFault when others may read the file, or when it holds something else. */
export function readContexts(place: Place): Contexts {
  const path = contextsPath(place);
  const file = path === undefined ? undefined : place.userFiles.read(path);
  if (path === undefined || file === undefined) return NONE;
  if ((file.mode & OTHERS) !== 0) {
    throw new CommandFault(
      `Others may read ${path}, and it holds API keys; run chmod 600 ${path}`,
      EXIT.config,
    );
  }
  const contexts = parsed(file.text);
  if (contexts === undefined) {
    throw new CommandFault(
      `${path} is damaged; remove it and run stanza-bridge context set`,
      EXIT.config,
    );
  }
  return contexts;
}

export function writeContexts(place: Place, contexts: Contexts): void {
  const path = contextsPath(place);
  if (path === undefined)
    throw new CommandFault('HOME is not set, so there is no place for contexts', EXIT.config);
  place.userFiles.write(path, `${JSON.stringify(contexts, null, 2)}\n`);
}

/** The named one, or the current one, if any. Throws CommandFault for a name that there is not. */
export function chosenContext(place: Place, name: string | undefined): Context | undefined {
  const { current, contexts } = readContexts(place);
  const chosen = name ?? current;
  if (chosen === undefined) return undefined;
  const found = Object.hasOwn(contexts, chosen) ? contexts[chosen] : undefined;
  if (found !== undefined) return found;
  const there = Object.keys(contexts).join(', ') || 'none';
  throw new CommandFault(`There is no context ${chosen}; there is: ${there}`, EXIT.usage);
}

function parsed(text: string): Contexts | undefined {
  try {
    const value = JSON.parse(text) as Contexts;
    const all = Object.values(value.contexts);
    return all.every(({ url, key }) => typeof url === 'string' && typeof key === 'string')
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
