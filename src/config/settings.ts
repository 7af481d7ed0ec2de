/** The settings of the process: read once, at start, all faults in one error. */
import { nearest } from '../nearest.ts';
import { followSecretFiles } from './secret-files.ts';
import { NotInForm } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';
import { CONFIG_FILE, findTexts, type Surroundings } from './sources.ts';
import { SETTING_ROWS, SETTINGS, type SettingKey, type TableValues } from './settings-table.ts';

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

/** Throws SettingsFault. */
export function readSettings(surroundings: Surroundings): SettingsRead {
  const { texts, sources, faults } = findTexts(surroundings);
  const lines = [...faults];
  const values = new Map<SettingKey, unknown>();
  for (const [key, row] of SETTING_ROWS) {
    const text = texts.get(key) ?? row.default;
    if (text !== undefined) values.set(key, read(key, text, lines));
    else if (row.required === true) lines.push(`${row.name} is missing; ${hintFor(key)}`);
  }
  lines.push(...halfDone(values));
  if (lines.length > 0) throw new SettingsFault(lines);
  const derived = withDerived(Object.fromEntries(values) as unknown as TableValues);
  const settings = followSecretFiles(derived, surroundings);
  const warnings = [...unknownNames(surroundings.env), ...doubts(settings)];
  return { settings, warnings, texts, sources };
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
  const { name, form, secret }: SettingRow = SETTINGS[key];
  try {
    return form.read(text);
  } catch (error) {
    if (!(error instanceof NotInForm)) throw error;
    const shown = secret === true ? 'its value' : JSON.stringify(text);
    lines.push(`${name}: ${shown} does not fit; ${error.message}`);
    return undefined;
  }
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

/** Kubernetes puts its service links beside ours, so a name that we do not know is no fault. */
function unknownNames(env: Surroundings['env']): string[] {
  const known = SETTING_ROWS.flatMap(([, { name, secret }]) =>
    secret === true ? [name, `${name}_FILE`] : [name],
  );
  return Object.keys(env)
    .filter((name) => name.startsWith('BRIDGE_') && ![CONFIG_FILE, ...known].includes(name))
    .map((name) => {
      const hint = nearest(name, known);
      return `${name} is not a setting${hint === undefined ? '' : `; did you mean ${hint}?`}`;
    });
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
