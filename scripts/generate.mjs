/**
 * Makes what is generated: from openapi/ the bundled document that the bridge serves and validates against, and its
 * TypeScript types, which the bridge and its client share; from the tables of settings, metrics and stored keys their
 * references, and from the words of errors the page that explains them; the reference of commands; the schema and the
 * README of the chart. All are committed; `npm run check` fails when they are stale (`--check`).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdirSync, mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { tsImport } from 'tsx/esm/api';

const BUNDLE = 'src/contract/openapi.gen.json';
const TYPES = 'src/contract/types.gen.ts';
const SETTINGS = 'docs/settings.md';
const METRICS = 'docs/metrics.md';
const STORAGE = 'docs/storage.md';
const ERRORS = 'docs/errors.md';
const COMMANDS = 'docs/commands.md';
const CHART = 'helm/stanza-bridge/values.schema.json';
const VALUES = 'helm/stanza-bridge/values.yaml';
const CHART_README = 'helm/stanza-bridge/README.md';

const folder = mkdtempSync(join(tmpdir(), 'contract-'));
const bundled = join(folder, 'openapi.json');
execFileSync('npx', ['redocly', 'bundle', 'openapi/openapi.yaml', '-o', bundled], {
  stdio: 'pipe',
});
const document = JSON.parse(readFileSync(bundled, 'utf8'));
rmSync(folder, { recursive: true });

const { settingsReference } = await tsImport('../src/config/reference.ts', import.meta.url);
const { metricReference } = await tsImport('./metric-rows.ts', import.meta.url);
const { chartReadme } = await tsImport('./chart-readme.ts', import.meta.url);
const { storageReference } = await tsImport('./key-families.ts', import.meta.url);
const { errorsReference } = await tsImport('./errors-page.ts', import.meta.url);
const { commandReference } = await tsImport('./command-reference.ts', import.meta.url);
const { chartSchema } = await tsImport('./chart-schema.ts', import.meta.url);

async function page(path, text) {
  return format(text, { ...(await resolveConfig(path)), parser: 'markdown' });
}

const typesText = astToString(await openapiTS(document, { immutable: true }));
const header = '// Generated from openapi/ by `npm run generate`. Do not edit.\n\n';
const files = {
  [BUNDLE]: `${JSON.stringify(document, null, 1)}\n`,
  [TYPES]: header + typesText,
  [SETTINGS]: await page(SETTINGS, settingsReference()),
  [CHART]: await format(JSON.stringify(chartSchema()), {
    ...(await resolveConfig(CHART)),
    parser: 'json',
  }),
  [CHART_README]: await page(CHART_README, chartReadme(readFileSync(VALUES, 'utf8'))),
  [METRICS]: await page(METRICS, await metricReference()),
  [STORAGE]: await page(STORAGE, await storageReference()),
  [ERRORS]: await page(ERRORS, errorsReference(readFileSync(ERRORS, 'utf8'))),
  [COMMANDS]: await page(COMMANDS, commandReference()),
};

const stale = Object.entries(files).filter(
  ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
);
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`stale: ${stale.map(([path]) => path).join(', ')} (run: npm run generate)`);
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
