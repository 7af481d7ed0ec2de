/** Names of variables that look like settings and are none. */
import { nearest } from '../nearest.ts';
import { isServiceLink } from './service-links.ts';
import { CONFIG_FILE } from './sources.ts';
import { SETTING_ROWS } from './settings-table.ts';

const PREFIX = 'BRIDGE_';

const SETTING_NAMES = SETTING_ROWS.map(([, { name }]) => name as string);
const SECRET_FILES = SETTING_ROWS.flatMap(([, { name, secret }]) =>
  secret === true ? [`${name}_FILE`] : [],
);
const KNOWN: readonly string[] = [CONFIG_FILE, ...SETTING_NAMES, ...SECRET_FILES];

/** One line for each; an empty variable counts as none, here too. */
export function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    if (value === '' || KNOWN.includes(name) || !name.toUpperCase().startsWith(PREFIX)) return [];
    const isOurs = name.startsWith(PREFIX) || KNOWN.includes(name.toUpperCase());
    return isOurs && !isServiceLink(name, value) ? [lineFor(name)] : [];
  });
}

function lineFor(name: string): string {
  const fileOf = name.replace(/_FILE$/, '');
  if (fileOf !== name && SETTING_NAMES.includes(fileOf)) {
    return `${name} is not a setting: only secrets are read from files of their own; set ${fileOf}`;
  }
  const meant = nearestName(name);
  const hint = meant === undefined ? 'docs/settings.md has them all' : `did you mean ${meant}?`;
  return `${name} is not a setting; ${hint}`;
}

/** By letters, then by words: those of the name may stand in another order, or one may be missing. */
function nearestName(name: string): string | undefined {
  const written = name.toUpperCase().slice(PREFIX.length);
  const byLetters = nearest(
    written,
    KNOWN.map((known) => known.slice(PREFIX.length)),
  );
  if (byLetters !== undefined) return PREFIX + byLetters;
  const words = written.split('_').filter(Boolean);
  const having = KNOWN.filter((known) => words.every((word) => known.split('_').includes(word)));
  return having.sort((a, b) => a.split('_').length - b.split('_').length)[0];
}
