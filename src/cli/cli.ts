/** `stanza-bridge`: finds the command, reads its options, and turns what goes wrong into a sentence and an exit code. */
import { SettingsFault, describeSettings } from '../config/settings.ts';
import { checkConfig } from './check-config.ts';
import { completionWith } from './completion.ts';
import { CONTEXT_COMMANDS } from './contexts/context-commands.ts';
import {
  CommandFault,
  EXIT,
  type Command,
  type ExitCode,
  type Io,
  JSON_OPTION,
} from './command.ts';
import { doctorWith, type LinkedReplica } from './doctor/doctor.ts';
import { find, groupOf, unknownCommand } from './find.ts';
import { commandHelp, groupHelp, overview } from './help.ts';
import { explain } from './explain.ts';
import { iqBatch } from './iq-batch.ts';
import { listen, tail } from './events/listen.ts';
import { trigger } from './events/trigger.ts';
import { checkProvision } from './provision/check-provision.ts';
import { exportCommand } from './provision/export.ts';
import { messagesList } from './messages-list.ts';
import { parse } from './parse.ts';
import { REST_COMMANDS } from './rest-commands.ts';
import { send } from './send.ts';
import { usableSettings } from './usable-settings.ts';

/** What only the root can make or knows. */
export interface RootPorts {
  readonly serve: Command;
  readonly linkedReplica: LinkedReplica;
  readonly version: () => string;
}

/** All of them, in the order of the overview. */
export function commandsOf({ serve, linkedReplica, version }: RootPorts): readonly Command[] {
  const doctor = doctorWith(linkedReplica);
  const own = [
    ...[serve, checkConfig, checkProvision, printConfig, doctor, exportCommand],
    ...[send, iqBatch, messagesList, listen, tail, trigger],
  ];
  const last = [explain, completionWith(() => commands), versionWith(version)];
  const commands: readonly Command[] = [...own, ...REST_COMMANDS, ...CONTEXT_COMMANDS, ...last];
  return commands;
}

export async function runCli(
  args: readonly string[],
  io: Io,
  { serve, linkedReplica, version }: RootPorts,
): Promise<ExitCode> {
  const commands = commandsOf({ serve, linkedReplica, version });
  try {
    return await dispatch(args, io, commands);
  } catch (error) {
    const fault = faultOf(error);
    io.err(args.includes('--json') ? JSON.stringify(forPrograms(fault)) : fault.message);
    return fault.exitCode;
  }
}

function faultOf(error: unknown): CommandFault {
  if (error instanceof CommandFault) return error;
  if (error instanceof SettingsFault) return new CommandFault(error.message, EXIT.config);
  throw error;
}

function forPrograms({ message, exitCode, problem }: CommandFault): object {
  return { error: message, exitCode, ...(problem && { problem }) };
}

const HELP: readonly (string | undefined)[] = ['--help', '-h', 'help'];
const VERSION: readonly (string | undefined)[] = ['--version', '-v'];

async function dispatch(
  args: readonly string[],
  io: Io,
  commands: readonly Command[],
): Promise<ExitCode> {
  const [first, second] = args;
  if (first === undefined) return run(commands[0], [], io);
  if (VERSION.includes(first)) return dispatch(['version', ...args.slice(1)], io, commands);
  if (HELP.includes(first)) return help(args.slice(1), io, commands);
  const found = find(args, commands);
  if (found !== undefined) return run(found.command, found.rest, io);
  if (HELP.includes(second)) return help([first], io, commands);
  throw unknownCommand(args, commands);
}

function help(words: readonly string[], io: Io, commands: readonly Command[]): ExitCode {
  const [first] = words;
  const found = find(words, commands);
  const group = groupOf(first ?? '', commands);
  if (found !== undefined) io.out(commandHelp(found.command));
  else if (first === undefined) io.out(overview(commands));
  else if (group.length > 0) io.out(groupHelp(group));
  else throw unknownCommand(words, commands);
  return EXIT.ok;
}

async function run(command: Command | undefined, args: readonly string[], io: Io) {
  if (command === undefined) return EXIT.usage;
  const { values, positionals } = parse(command, args);
  if (values['help'] === true) {
    io.out(commandHelp(command));
    return EXIT.ok;
  }
  return command.run({ values, positionals, io });
}

function versionWith(version: () => string): Command {
  return {
    name: 'version',
    about: 'Print the version.',
    options: JSON_OPTION,
    run({ values, io }) {
      io.out(values['json'] === true ? JSON.stringify({ version: version() }) : version());
      return Promise.resolve(EXIT.ok);
    },
  };
}

const printConfig: Command = {
  name: 'print-config',
  about: 'Show each setting, its value and its source; secrets are masked.',
  options: JSON_OPTION,
  run({ values, io }) {
    const shown = describeSettings(usableSettings(io));
    if (values['json'] === true) io.out(JSON.stringify(shown));
    else io.out(shown.map(({ name, value, source }) => line(name, value, source)).join('\n'));
    return Promise.resolve(EXIT.ok);
  },
};

const NAME_WIDTH = 32;

function line(name: string, value: string, source: string): string {
  return `${name.padEnd(NAME_WIDTH)} ${value === '' ? '(none)' : value}  (${source})`;
}
