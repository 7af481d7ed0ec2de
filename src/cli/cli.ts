/** `stanza-bridge`: finds the command, reads its options, and turns what goes wrong into a sentence and an exit code. */
import { parseArgs } from 'node:util';
import { nearest } from '../config/nearest.ts';
import { SettingsFault } from '../config/settings.ts';
import { checkConfig } from './check-config.ts';
import {
  CommandFault,
  EXIT,
  type Command,
  type ExitCode,
  type Io,
  type Option,
  type Values,
} from './command.ts';
import { doctorWith, type LinkedReplica } from './doctor/doctor.ts';
import { commandHelp, overview } from './help.ts';
import { listen } from './listen.ts';
import { printConfig } from './print-config.ts';
import { REST_COMMANDS } from './rest-commands.ts';
import { send } from './send.ts';

const HELP: Readonly<Record<string, Option>> = {
  help: { type: 'boolean', about: 'say what the command does' },
};

/** What only the root can make or knows. */
export interface RootPorts {
  readonly serve: Command;
  readonly linkedReplica: LinkedReplica;
}

export async function runCli(
  args: readonly string[],
  io: Io,
  { serve, linkedReplica }: RootPorts,
): Promise<ExitCode> {
  const doctor = doctorWith(linkedReplica);
  const commands = [serve, checkConfig, printConfig, doctor, send, listen, ...REST_COMMANDS];
  try {
    return await dispatch(args, io, commands);
  } catch (error) {
    if (error instanceof SettingsFault) {
      io.err(error.message);
      return EXIT.config;
    }
    if (!(error instanceof CommandFault)) throw error;
    io.err(error.message);
    return error.exitCode;
  }
}

async function dispatch(
  args: readonly string[],
  io: Io,
  commands: readonly Command[],
): Promise<ExitCode> {
  const [first] = args;
  if (first === undefined) return run(commands[0], [], io);
  if (first === '--help' || first === '-h' || first === 'help') {
    io.out(overview(commands));
    return EXIT.ok;
  }
  const found = find(args, commands);
  if (found === undefined) throw unknownCommand(args, commands);
  return run(found.command, found.rest, io);
}

/** The command with the most words that the arguments begin with. */
function find(args: readonly string[], commands: readonly Command[]) {
  const line = (words: number) => args.slice(0, words).join(' ');
  const command = commands
    .filter(({ name }) => line(name.split(' ').length) === name)
    .sort((a, b) => b.name.length - a.name.length)[0];
  return command && { command, rest: args.slice(command.name.split(' ').length) };
}

function unknownCommand(args: readonly string[], commands: readonly Command[]): CommandFault {
  const [first = '', second = ''] = args;
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0) {
    const names = group.map(({ name }) => name).join(', ');
    return new CommandFault(`There is: ${names}`, EXIT.usage);
  }
  const names = commands.map(({ name }) => name);
  const hint = nearest(first, names) ?? nearest(`${first} ${second}`, names);
  const meant = hint === undefined ? 'see stanza-bridge --help' : `did you mean ${hint}?`;
  return new CommandFault(`${first} is no command; ${meant}`, EXIT.usage);
}

async function run(command: Command | undefined, args: readonly string[], io: Io) {
  if (command === undefined) return EXIT.usage;
  const { values, positionals } = parse(command, args);
  if (values['help'] === true) {
    io.out(commandHelp(command));
    return EXIT.ok;
  }
  const wanted = command.arguments ?? [];
  if (positionals.length !== wanted.length) {
    const usage = commandHelp(command).split('\n')[0] ?? '';
    throw new CommandFault(`${usage}\n${missing(wanted, positionals)}`, EXIT.usage);
  }
  return command.run({ values, positionals, io });
}

function missing(wanted: readonly string[], given: readonly string[]): string {
  const name = wanted[given.length];
  return name === undefined ? `${given[wanted.length] ?? ''} is too much` : `${name} is missing`;
}

function parse(command: Command, args: readonly string[]) {
  const described = Object.entries({ ...command.options, ...HELP });
  const options = Object.fromEntries(
    described.map(([name, { type, multiple }]) => [name, { type, ...(multiple && { multiple }) }]),
  );
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: parsed.values as Values, positionals: parsed.positionals };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new CommandFault(`${said}\nSee stanza-bridge ${command.name} --help`, EXIT.usage);
  }
}
