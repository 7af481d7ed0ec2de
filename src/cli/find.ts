import { nearest } from '../nearest.ts';
import { CommandFault, EXIT, type Command } from './command.ts';

/** The command with the most words that the arguments begin with, and what follows them. */
export function find(args: readonly string[], commands: readonly Command[]) {
  const line = (words: number) => args.slice(0, words).join(' ');
  const command = commands
    .filter(({ name }) => line(name.split(' ').length) === name)
    .sort((a, b) => b.name.length - a.name.length)[0];
  return command && { command, rest: args.slice(command.name.split(' ').length) };
}

/** The commands that begin with this word and have another. */
export function groupOf(word: string, commands: readonly Command[]): readonly Command[] {
  return commands.filter(({ name }) => name.startsWith(`${word} `));
}

export function unknownCommand(
  args: readonly string[],
  commands: readonly Command[],
): CommandFault {
  const [first = '', second = ''] = args;
  const group = groupOf(first, commands).map(({ name }) => name);
  const both = `${first} ${second}`.trim();
  if (group.length > 0) {
    const hint = nearest(
      second,
      group.map((name) => name.slice(first.length + 1)),
    );
    const meant =
      hint === undefined ? `there is: ${group.join(', ')}` : `did you mean ${first} ${hint}?`;
    return new CommandFault(`${both} is no command; ${meant}`, EXIT.usage);
  }
  const names = commands.map(({ name }) => name);
  const hint = nearest(both, names) ?? nearest(first, names);
  const meant = hint === undefined ? 'see stanza-bridge --help' : `did you mean ${hint}?`;
  return new CommandFault(`${first} is no command; ${meant}`, EXIT.usage);
}
