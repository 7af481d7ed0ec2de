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
    `From the environment, or from a YAML file named by \`${CONFIG_FILE}\` that has them by their key;`,
    'the environment wins. A secret can also be in a file of its own, named by its name with `_FILE` behind it.',
    'Bad and missing values are all listed in one error at start; the exit code is 78. `stanza-bridge check-config` lists the',
    'same without starting anything.',
    '',
    'A name that begins with `BRIDGE_` and is not a setting is refused, with the name that was probably meant. The variables',
    'that Kubernetes sets for a Service called `bridge`, and Docker for a linked container, are passed over.',
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
