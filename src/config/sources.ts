/** Where the text of a setting comes from: environment, then a file named by the environment, then the YAML file. */
import { parse } from 'yaml';
import { nearest } from '../core/nearest.ts';
import { isServiceLink } from './service-links.ts';
import type { SettingRow } from './setting-row.ts';
import { SETTING_ROWS, type SettingKey } from './settings-table.ts';
import { readFileSync } from 'node:fs';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws when there is no such file. */
  readonly readFile: (path: string) => string;
}

export interface Found {
  readonly texts: ReadonlyMap<SettingKey, string>;
  /** Where each of them comes from, for a person. */
  readonly sources: ReadonlyMap<SettingKey, string>;
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

export const CONFIG_FILE = 'BRIDGE_CONFIG';

interface Notes {
  readonly faults: string[];
  readonly warnings: string[];
}

export function findTexts({ env, readFile }: Surroundings): Found {
  const notes: Notes = { faults: [], warnings: [] };
  const found = new Map<SettingKey, { readonly text: string; readonly source: string }>();
  for (const [key, text] of fromYaml(env[CONFIG_FILE], readFile, notes.faults)) {
    found.set(key, { text, source: env[CONFIG_FILE] ?? '' });
  }
  for (const [key, row] of SETTING_ROWS) {
    const its = fromEnvironment(row, { env, readFile }, notes);
    if (its !== undefined) found.set(key, its);
  }
  const texts = new Map<SettingKey, string>();
  for (const [key, { text }] of found) texts.set(key, tidied(key, text, notes));
  const sources = new Map([...found].map(([key, { source }]) => [key, source]));
  return { texts, sources, ...notes };
}

/** An empty variable counts as none: that is what templates leave behind. */
function fromEnvironment(
  { name, secret }: SettingRow,
  { env, readFile }: Surroundings,
  { faults, warnings }: Notes,
): { readonly text: string; readonly source: string } | undefined {
  const value = env[name] ?? '';
  const isInjected = value !== '' && isServiceLink(name, value);
  if (isInjected)
    warnings.push(`${name} is ignored: ${value} is what Kubernetes sets for a Service`);
  const plain = value === '' || isInjected ? undefined : value;
  const path = secret === true ? (env[`${name}_FILE`] ?? '') : '';
  if (path === '') return plain === undefined ? undefined : { text: plain, source: 'environment' };
  if (plain !== undefined) faults.push(`${name} and ${name}_FILE are both set; keep one of them`);
  const text = fromSecretFile(`${name}_FILE`, path, readFile, { faults, warnings });
  return text === undefined ? undefined : { text, source: path };
}

function fromSecretFile(
  name: string,
  path: string,
  readFile: Surroundings['readFile'],
  { faults, warnings }: Notes,
): string | undefined {
  const written = readText(name, path, { readFile, faults });
  if (written === undefined) return undefined;
  const { text, trimmed, fault } = cleanSecret(written);
  if (fault !== undefined) faults.push(`${name}: the file ${path} ${fault}`);
  else if (trimmed) warnings.push(`${name}: the blanks around the secret in ${path} are ignored`);
  return text;
}

const QUOTED = /^(['"])[^]*\1$/;

/** Tells of blanks and quotes that came along: a shell would have removed them, other places keep them. */
function tidied(key: SettingKey, written: string, { faults, warnings }: Notes): string {
  const { name, secret } = rowOf(key);
  const text = written.trim();
  const isQuoted = text.length > 1 && QUOTED.test(text);
  if (secret === true) {
    if (text !== written) warnings.push(`${name}: the blanks around its value are ignored`);
    if (isQuoted) warnings.push(`${name}: the quotes around its value count as part of it`);
    return text;
  }
  if (isQuoted) {
    faults.push(
      `${name}: remove the quotes around ${JSON.stringify(text)}: they are part of the value`,
    );
  } else if (text !== written) {
    faults.push(`${name}: remove the blanks around ${JSON.stringify(written)}`);
  } else {
    return text;
  }
  return isQuoted ? text.slice(1, -1).trim() : text;
}

function rowOf(key: SettingKey): SettingRow {
  const [, row] = SETTING_ROWS.find(([it]) => it === key) ?? [];
  if (row === undefined) throw new Error(`${key} is not a setting`);
  return row;
}

function readText(
  name: string,
  path: string,
  { readFile, faults }: { readFile: Surroundings['readFile']; faults: string[] },
): string | undefined {
  try {
    return readFile(path);
  } catch (error) {
    faults.push(`${name}: the file cannot be read (${reasonOf(error, path)})`);
    return undefined;
  }
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'the user of this process may not read it',
  EPERM: 'the user of this process may not read it',
};

function reasonOf(error: unknown, path: string): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  const message = error instanceof Error ? error.message : String(error);
  const reason = FILE_ERRORS[code] ?? message;
  return reason.includes(path) ? reason : `${path}: ${reason}`;
}

function fromYaml(
  path: string | undefined,
  readFile: Surroundings['readFile'],
  faults: string[],
): [SettingKey, string][] {
  if (path === undefined || path === '') return [];
  const text = readText(CONFIG_FILE, path, { readFile, faults });
  const content = text === undefined ? {} : parsed(text, faults);
  return Object.entries(content).flatMap(([key, value]) => entry(key, value, faults));
}

function parsed(text: string, faults: string[]): object {
  try {
    const content: unknown = parse(text) ?? {};
    if (typeof content === 'object' && !Array.isArray(content) && content !== null) return content;
    faults.push(`${CONFIG_FILE}: write one "key: value" per line`);
  } catch (error) {
    faults.push(`${CONFIG_FILE}: ${error instanceof Error ? firstLine(error.message) : ''}`);
  }
  return {};
}

function entry(key: string, value: unknown, faults: string[]): [SettingKey, string][] {
  const keys = SETTING_ROWS.map(([known]) => known);
  const known = keys.find((it) => it === key);
  if (known === undefined) {
    const hint = nearest(key, keys);
    faults.push(`${CONFIG_FILE}: ${key} is not a setting${hint ? `; did you mean ${hint}?` : ''}`);
    return [];
  }
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) {
    return [[known, values.join(',')]];
  }
  faults.push(`${CONFIG_FILE}: ${key} needs a plain value or a list of them`);
  return [];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

interface CleanSecret {
  readonly text: string;
  /** White space was removed that an editor does not add by itself. */
  readonly trimmed: boolean;
  /** Why this cannot be a secret. */
  readonly fault?: string;
}

/**
 * The secret in a file or variable. Editors end files with line breaks, and Windows with CRLF; a secret has neither
 * these nor blanks at its ends.
 */
export function cleanSecret(written: string): CleanSecret {
  const text = written.trim();
  const trimmed = text !== written.replace(/[\r\n]+$/, '').replace(/^\uFEFF/, '');
  if (text === '') return { text, trimmed, fault: 'is empty; write the secret into it' };
  if (/[\r\n]/.test(text)) {
    return { text, trimmed, fault: 'has several lines; write nothing but the secret into it' };
  }
  return { text, trimmed };
}

/** The environment of this process: the one place that looks at it. */
export function processSurroundings(): Surroundings {
  return { env: process.env, readFile: (path) => readFileSync(path, 'utf8') };
}
