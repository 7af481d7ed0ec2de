import type { Command } from './command.ts';

const FOOT = `Settings come from the environment or from the file that BRIDGE_CONFIG names: docs/settings.md.
Exit codes: 0 well, 1 failed, 64 wrong use, 78 wrong settings.`;

export function overview(commands: readonly Command[]): string {
  const lines = columns(commands.map(({ name, about }) => [name, about]));
  return `stanza-bridge [command] [options]\n\n${lines}\n\n${FOOT}\nMore: stanza-bridge <command> --help`;
}

export function commandHelp(command: Command): string {
  const { name, about, arguments: positionals = [], options = {}, more } = command;
  const usage = ['stanza-bridge', name, ...positionals].join(' ');
  const rows = Object.entries(options).map(([option, { type, value, about: what }]) => {
    const given = type === 'string' ? ` ${value ?? 'TEXT'}` : '';
    return [`--${option}${given}`, what] as const;
  });
  const parts = [`${usage}${rows.length > 0 ? ' [options]' : ''}`, '', about];
  if (rows.length > 0) parts.push('', columns(rows));
  if (more !== undefined) parts.push('', more);
  return parts.join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
