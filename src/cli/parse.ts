import { parseArgs } from 'node:util';
import { nearest } from '../core/nearest.ts';
import {
  CommandFault,
  EXIT,
  type Call,
  type Command,
  type Option,
  type Options,
  type Values,
} from './command.ts';
import { usageOf } from './help.ts';

const HELP: Options = { help: { type: 'boolean', about: 'say what the command does' } };

/** What follows the name of a command. Throws CommandFault with what to write instead. */
export function parse(command: Command, args: readonly string[]): Omit<Call, 'io'> {
  const described = Object.entries({ ...command.options, ...HELP });
  const options = Object.fromEntries(described.map(([name, option]) => [name, nodeOption(option)]));
  const parsed = wellSaid(command, () =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const values = parsed.values as Values;
  if (values['help'] !== true) check(command, values, parsed.positionals);
  return { values, positionals: parsed.positionals };
}

function nodeOption({ type, multiple }: Option) {
  return { type, ...(multiple && { multiple }) };
}

function wellSaid<T>(command: Command, parseThem: () => T): T {
  try {
    return parseThem();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [, unknown = ''] = /'(-[^']*)'/.exec(message) ?? [];
    const isUnknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw misused(command, isUnknown ? unknownOption(command, unknown) : message);
  }
}

function unknownOption({ name, options = {} }: Command, given: string): string {
  const hint = nearest(
    given,
    Object.keys(options).map((option) => `--${option}`),
  );
  return `${name} has no option ${given}${hint === undefined ? '' : `; did you mean ${hint}?`}`;
}

function check(command: Command, values: Values, positionals: readonly string[]): void {
  const wanted = command.arguments ?? [];
  if (positionals.length < wanted.length) {
    throw misused(command, `${wanted[positionals.length] ?? ''} is missing`);
  }
  if (positionals.length > wanted.length) {
    throw misused(command, tooMuch(command, positionals[wanted.length] ?? ''));
  }
  for (const [name, { required, number }] of Object.entries(command.options ?? {})) {
    const value = values[name];
    if (required && value === undefined) throw misused(command, `--${name} is missing`);
    if (number && typeof value === 'string' && !/^\d{1,15}$/.test(value)) {
      throw misused(command, `--${name} ${value}: write a whole number`);
    }
  }
}

/** What stands alone was often meant as the value of an option. */
function tooMuch({ name, arguments: wanted = [], options = {} }: Command, given: string): string {
  const needed = Object.entries(options).filter(([, { required }]) => required);
  const flags = needed.map(([option, { value = 'TEXT' }]) => `--${option} ${value}`);
  const own = wanted.length === 0 ? 'nothing' : `only ${wanted.join(' ')}`;
  const hint = flags.length === 0 ? '' : `; write ${flags.join(' ')}`;
  return `"${given}" is too much: ${name} takes ${own} without an option${hint}`;
}

function misused(command: Command, fault: string): CommandFault {
  const help = `See stanza-bridge ${command.name} --help`;
  return new CommandFault(`${fault}\nUsage: ${usageOf(command)}\n${help}`, EXIT.usage);
}
