import { EXIT, type Command } from './command.ts';

const FOOT = `Settings come from the environment or from the file named by BRIDGE_CONFIG; see docs/settings.md.
Commands that call the API take --url and --key, or BRIDGE_HTTP_PORT and BRIDGE_API_KEY.
Exit codes: ${EXIT.ok} success, ${EXIT.failed} failure, ${EXIT.usage} usage error, ${EXIT.unavailable} bridge not reachable, ${EXIT.refused} key refused, ${EXIT.config} invalid settings.`;

export function overview(commands: readonly Command[]): string {
  return `stanza-bridge [command] [options]\n\n${listed(commands)}\n\n${FOOT}\nMore: stanza-bridge <command> --help`;
}

/** Of the commands that begin with the same word. */
export function groupHelp(commands: readonly Command[]): string {
  return `${listed(commands)}\n\nMore: stanza-bridge <command> --help`;
}

export function usageOf({ name, arguments: positionals = [], options = {} }: Command): string {
  const all = Object.entries(options);
  const needed = all.flatMap(([option, { required, value }]) =>
    required ? [`--${option} ${value ?? 'TEXT'}`] : [],
  );
  const rest = all.length > needed.length ? ['[options]'] : [];
  return ['stanza-bridge', name, ...positionals, ...needed, ...rest].join(' ');
}

export function commandHelp(command: Command): string {
  const { about, options = {}, more, scope } = command;
  const needed = scope?.();
  const rows = Object.entries(options).map(([option, { type, value, about: what }]) => {
    const given = type === 'string' ? ` ${value ?? 'TEXT'}` : '';
    return [`--${option}${given}`, what] as const;
  });
  const parts = [usageOf(command), '', about];
  if (rows.length > 0) parts.push('', columns(rows));
  if (needed !== undefined) parts.push('', `The key needs the scope ${needed}.`);
  if (more !== undefined) parts.push('', more);
  return parts.join('\n');
}

function listed(commands: readonly Command[]): string {
  return columns(commands.map(({ name, about }) => [name, about]));
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
