import { commandsOf } from '../src/cli/cli.ts';
import type { Command, Option } from '../src/cli/command.ts';
import { serveWith } from '../src/app/serve.ts';

const neverRun = () => Promise.reject(new Error('Only its description is wanted.'));

const COMMANDS = commandsOf({
  serve: serveWith(neverRun),
  linkedReplica: neverRun,
  version: () => '',
});

/** docs/commands.md, in Markdown. */
export function commandReference(): string {
  return [
    '<!-- Generated from the commands of src/cli/ by `npm run generate`. Do not edit. -->',
    '',
    '# All commands and options',
    '',
    'Every command takes `--help`. [cli.md](cli.md) says how they find the bridge, what they write and how they end.',
    '',
    ...COMMANDS.flatMap(section),
  ].join('\n');
}

function section(command: Command): readonly string[] {
  const { name, about, arguments: positionals = [], options = {}, more, scope } = command;
  const scopes = scope?.();
  const rows = Object.entries(options).map(([option, it]) => row(option, it));
  return [
    `## ${[name, ...positionals].join(' ')}`,
    '',
    about,
    ...(scopes === undefined ? [] : ['', `The key needs the scope \`${scopes}\`.`]),
    ...(more === undefined ? [] : ['', ...more.split('\n').map((line) => escaped(line))]),
    ...(rows.length === 0 ? [] : ['', '| option | meaning |', '| --- | --- |', ...rows]),
    '',
  ];
}

function row(name: string, { type, value, about, required, multiple }: Option): string {
  const given = type === 'string' ? ` ${value ?? 'TEXT'}` : '';
  const notes = [...(required ? ['required'] : []), ...(multiple ? ['may be repeated'] : [])];
  const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `| \`--${name}${given}\` | ${escaped(about)}${note} |`;
}

/** What Markdown would take for its own. */
function escaped(text: string): string {
  return text.replaceAll(/[|<>*]/g, '\\$&');
}
