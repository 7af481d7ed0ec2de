/** Where the text of a setting comes from: environment, then a file named by the environment, then the YAML file. */
import { parse } from 'yaml';
import { nearest } from '../nearest.ts';
import type { SettingRow } from './setting-row.ts';
import { SETTING_ROWS, type SettingKey } from './settings-table.ts';

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
}

export const CONFIG_FILE = 'BRIDGE_CONFIG';

export function findTexts({ env, readFile }: Surroundings): Found {
  const faults: string[] = [];
  const texts = new Map(fromYaml(env[CONFIG_FILE], readFile, faults));
  const sources = new Map([...texts.keys()].map((key) => [key, env[CONFIG_FILE] ?? '']));
  for (const [key, row] of SETTING_ROWS) {
    const text = fromEnvironment(row, { env, readFile }, faults);
    if (text === undefined) continue;
    texts.set(key, text);
    const path = row.secret === true ? env[`${row.name}_FILE`] : undefined;
    sources.set(key, path === undefined || path === '' ? 'environment' : path);
  }
  return { texts, sources, faults };
}

/** An empty variable counts as none: that is what templates leave behind. */
function fromEnvironment(
  { name, secret }: SettingRow,
  { env, readFile }: Surroundings,
  faults: string[],
): string | undefined {
  const plain = env[name] === '' ? undefined : env[name];
  const path = secret === true ? env[`${name}_FILE`] : undefined;
  if (path === undefined || path === '') return plain;
  if (plain !== undefined) faults.push(`${name} and ${name}_FILE are both set; keep one of them`);
  return readText(`${name}_FILE`, path, { readFile, faults })?.replace(/\r?\n$/, '');
}

function readText(
  name: string,
  path: string,
  { readFile, faults }: { readFile: Surroundings['readFile']; faults: string[] },
): string | undefined {
  try {
    return readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push(`${name}: the file cannot be read (${reason})`);
    return undefined;
  }
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
