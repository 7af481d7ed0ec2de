import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyBound, KeyFamily } from '../src/store/family.ts';

const ROOT = new URL('../src/', import.meta.url).pathname;

/** The tables of every `stored.ts` in src/, in the order of their paths. */
export async function keyFamilies(): Promise<readonly KeyFamily[]> {
  const paths = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)stored\.ts$/.test(path))
    .sort();
  const modules = await Promise.all(
    paths.map((path) => import(join(ROOT, path)) as Promise<object>),
  );
  return modules.flatMap((exported) =>
    Object.entries(exported as Readonly<Record<string, readonly KeyFamily[]>>)
      .filter(([name]) => name.endsWith('_FAMILIES'))
      .flatMap(([, families]) => families),
  );
}

/** docs/storage.md, in Markdown. */
export async function storageReference(): Promise<string> {
  return [
    '<!-- Generated from the stored.ts files of src/ by `npm run generate`. Do not edit. -->',
    '',
    '# What is in Redis',
    '',
    'Every key begins with `{sb:<domain>}:`, where the domain is `BRIDGE_XMPP_DOMAIN`. Each belongs to one of these families, and',
    'none grows without a bound. A test looks at every key after every operation of the API.',
    '',
    '“Stays” marks what is left when all webhooks, keys and messages are deleted and everything else has expired: a fixed number of',
    'small keys.',
    '',
    '| key | what it is | bound | stays |',
    '| --- | --- | --- | --- |',
    ...(await keyFamilies()).map(line),
    '',
    'A log that is trimmed may be longer than its bound for up to a minute.',
    '',
  ].join('\n');
}

function line({ pattern, what, bound, stays }: KeyFamily): string {
  return `| \`${pattern}\` | ${what} | ${boundText(bound)} | ${stays ? 'yes' : ''} |`;
}

function boundText(bound: KeyBound): string {
  if ('most' in bound) return bound.of;
  return bound.setting === undefined ? timeText(bound.ms) : `\`${bound.setting}\``;
}

const UNITS = [
  ['day', 24 * 60 * 60 * 1_000],
  ['hour', 60 * 60 * 1_000],
  ['minute', 60 * 1_000],
  ['second', 1_000],
] as const;

/** In the largest unit in which it is a whole number. */
function timeText(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms % one === 0) ?? ['second', 1_000];
  const count = ms / size;
  return `expires after ${count} ${unit}${count === 1 ? '' : 's'}`;
}
