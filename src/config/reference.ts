import { CONFIG_FILE } from './sources.ts';
import type { SettingRow } from './setting-row.ts';
import { SETTING_ROWS, type SettingKey } from './settings-table.ts';

/** docs/settings.md, in Markdown. */
export function settingsReference(): string {
  return [
    '<!-- Generated from src/config/settings-table.ts by `npm run generate`. Do not edit. -->',
    '',
    '# Settings',
    '',
    `Settings come from the environment, or by key from a YAML file named by \`${CONFIG_FILE}\`;`,
    'the environment takes precedence. A secret can also come from a file: append `_FILE` to its name and set the path.',
    'At start, all invalid and missing values are reported together, with exit code 78. `stanza-bridge check-config` reports the',
    'same without starting anything.',
    '',
    'An unknown name that starts with `BRIDGE_` is refused, with the likely intended name. The variables',
    'that Kubernetes sets for a Service called `bridge`, and Docker for a linked container, are ignored.',
    'Blanks and line ends around a secret are ignored; around other values, blanks and quotes are refused.',
    '',
    '| name | key in the file | form | default | what it is |',
    '| --- | --- | --- | --- | --- |',
    ...SETTING_ROWS.map(([key, row]) => line(key, row)),
    '',
  ].join('\n');
}

function line(key: SettingKey, row: SettingRow): string {
  const name = row.secret === true ? `\`${row.name}\` (secret)` : `\`${row.name}\``;
  return `| ${[name, `\`${key}\``, row.form.name, defaultOf(row), row.about].join(' | ')} |`;
}

function defaultOf({ required, default: text, otherwise }: SettingRow): string {
  if (required === true) return '**required**';
  if (text === undefined) return otherwise ?? 'none';
  return text === '' ? 'none' : `\`${text}\``;
}
