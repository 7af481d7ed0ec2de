/** The settings of the process: read once, at start, all faults in one error. */
import { followSecretFiles } from './secret-files.ts';
import { NotInForm } from './setting-forms.ts';
import { unknownNames } from './setting-names.ts';
import type { SettingRow } from './setting-row.ts';
import { findTexts, type Surroundings } from './sources.ts';
import { SETTING_ROWS, SETTINGS, type SettingKey, type TableValues } from './settings-table.ts';
import { withoutCredentials } from './url-faults.ts';

export interface Settings extends Omit<TableValues, 'xmppServerHost'> {
  readonly xmppServerHost: string;
}

export interface SettingsRead {
  readonly settings: Settings;
  /** One sentence each, for the log. */
  readonly warnings: readonly string[];
  /** What is written of each setting that has not its default. */
  readonly texts: ReadonlyMap<SettingKey, string>;
  /** Where each setting comes from that has no default: `environment`, or the path of a file. */
  readonly sources: ReadonlyMap<SettingKey, string>;
}

/** Every bad and missing setting, one per line. The process exits with `EXIT_CODE`. */
export class SettingsFault extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(`The settings need a change:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'SettingsFault';
    this.lines = lines;
  }
}

/** EX_CONFIG of sysexits.h. */
export const EXIT_CODE = 78 as const;

const SHORT_KEY = 16;

/** A fault of one setting that only the part which uses it can find. */
export interface FoundFault {
  readonly key: SettingKey;
  /** What to write, as in "write a port from 1 to 65535". */
  readonly advice: string;
}

/** Looks at the values that are in their form; one that is not is there as undefined. */
export type CheckValues = (values: Partial<TableValues>) => readonly FoundFault[];

/** Throws SettingsFault. Commands read them by `cli/usable-settings.ts`, which has the checks of every part. */
export function readSettings(
  surroundings: Surroundings,
  check: CheckValues = () => [],
): SettingsRead {
  const { texts, sources, faults, warnings } = findTexts(surroundings);
  const lines = [...faults];
  const values = new Map<SettingKey, unknown>();
  for (const [key, row] of SETTING_ROWS) {
    const text = texts.get(key) ?? row.default;
    if (text !== undefined) values.set(key, read(key, text, lines));
    else if (row.required === true) lines.push(`${row.name} is missing; ${hintFor(key)}`);
  }
  const table = Object.fromEntries(values) as unknown as TableValues;
  const found = check(table).map(({ key, advice }) => lineOf(key, texts.get(key), advice));
  lines.push(...found, ...halfDone(values), ...clashes(table));
  lines.push(...unknownNames(surroundings.env));
  if (lines.length > 0) throw new SettingsFault(lines);
  const settings = followSecretFiles(withDerived(table), surroundings);
  return { settings, warnings: [...warnings, ...doubts(settings)], texts, sources };
}

/** Tokens of an issuer are taken when all of these are set. */
const JWT_KEYS = ['jwtIssuer', 'jwtAudience', 'jwtJwksUrl'] as const;

function halfDone(values: ReadonlyMap<SettingKey, unknown>): string[] {
  const missing = JWT_KEYS.filter((key) => !values.has(key));
  if (missing.length === JWT_KEYS.length) return [];
  const lines = missing.map((key) => `${SETTINGS[key].name} is missing; ${hintFor(key)}`);
  const algorithms = values.get('jwtAlgorithms') as readonly string[] | undefined;
  if (algorithms?.length === 0) lines.push('BRIDGE_JWT_ALGORITHMS is empty; name one at least');
  return lines;
}

function clashes(values: Partial<TableValues>): string[] {
  const { httpPort, managementPort, webhookSchedule } = values;
  const lines: string[] = [];
  if (httpPort === managementPort && (httpPort ?? 0) !== 0) {
    lines.push(`BRIDGE_HTTP_PORT and BRIDGE_MANAGEMENT_PORT are both ${httpPort}; change one`);
  }
  if (webhookSchedule?.length === 0) lines.push('BRIDGE_WEBHOOK_SCHEDULE is empty; name one delay');
  return lines;
}

export interface DescribedSetting {
  readonly name: string;
  /** As it would be written. */
  readonly value: string;
  /** `environment`, `default`, or the path of a file. */
  readonly source: string;
}

/** The settings as they may be shown: of a secret only that it is there. */
export function describeSettings({
  settings,
  texts,
  sources,
}: Pick<SettingsRead, 'settings' | 'texts' | 'sources'>): readonly DescribedSetting[] {
  const derived: Readonly<Partial<Record<SettingKey, string>>> = {
    xmppServerHost: settings.xmppServerHost,
  };
  return SETTING_ROWS.flatMap(([key, { name, secret, default: unset }]) => {
    const text = texts.get(key) ?? unset ?? derived[key];
    if (text === undefined) return [];
    return [
      { name, value: secret === true ? '(set)' : text, source: sources.get(key) ?? 'default' },
    ];
  });
}

function read(key: SettingKey, text: string, lines: string[]): unknown {
  const { form }: SettingRow = SETTINGS[key];
  try {
    return form.read(text);
  } catch (error) {
    if (!(error instanceof NotInForm)) throw error;
    lines.push(lineOf(key, text, error.message));
    return undefined;
  }
}

function lineOf(key: SettingKey, text: string | undefined, advice: string): string {
  const { name, secret }: SettingRow = SETTINGS[key];
  if (text === undefined) return `${name} is missing, ${advice}`;
  const shown = secret === true ? 'its value' : JSON.stringify(withoutCredentials(text));
  return `${name}: ${shown} does not fit; ${advice}`;
}

function hintFor(key: SettingKey): string {
  const { form, about }: SettingRow = SETTINGS[key];
  return `it is ${form.name.replaceAll('`', '')}: ${about}`;
}

function withDerived(values: TableValues): Settings {
  const { xmppDomain, xmppServerHost } = values;
  const parent = xmppDomain.slice(xmppDomain.indexOf('.') + 1);
  return { ...values, xmppServerHost: xmppServerHost ?? parent };
}

function doubts({ apiKey, jwtJwksUrl }: Settings): string[] {
  const lines: string[] = [];
  if (apiKey !== undefined && apiKey.length < SHORT_KEY) {
    const length = `has only ${apiKey.length} characters`;
    lines.push(`BRIDGE_API_KEY ${length}; 32 random ones cannot be guessed`);
  }
  if (jwtJwksUrl?.startsWith('http:') === true) {
    lines.push('BRIDGE_JWT_JWKS_URL is not https; whoever is on the way can make tokens');
  }
  return lines;
}
