/** What a shell needs to complete `stanza-bridge`: words of commands, then options. */
import { CommandFault, EXIT, type Command } from './command.ts';

export function completionWith(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    about: 'Print what makes a shell complete commands and options.',
    arguments: ['SHELL'],
    more: `bash: stanza-bridge completion bash > ~/.local/share/bash-completion/completions/stanza-bridge
zsh:  stanza-bridge completion zsh > "\${fpath[1]}/_stanza-bridge"
fish: stanza-bridge completion fish > ~/.config/fish/completions/stanza-bridge.fish`,
    run({ positionals, io }) {
      const [shell = ''] = positionals;
      const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
      if (script === undefined) {
        throw new CommandFault(`${shell}: there is bash, zsh and fish`, EXIT.usage);
      }
      io.out(script(commands()));
      return Promise.resolve(EXIT.ok);
    },
  };
}

const SCRIPTS: Readonly<Record<string, (commands: readonly Command[]) => string>> = {
  bash: bashScript,
  zsh: (commands) => `#compdef stanza-bridge
autoload -U +X bashcompinit && bashcompinit
${bashScript(commands)}`,
  fish: fishScript,
};

/** What can follow a line so far: `''` for the beginning, `keys` for its commands, `keys create` for its options. */
function continuations(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, Set<string>>();
  const add = (line: string, word: string) => {
    next.set(line, (next.get(line) ?? new Set()).add(word));
  };
  for (const { name, options = {} } of commands) {
    const words = name.split(' ');
    words.forEach((word, at) => {
      add(words.slice(0, at).join(' '), word);
    });
    for (const option of [...Object.keys(options), 'help']) add(name, `--${option}`);
  }
  return new Map([...next].map(([line, words]) => [line, [...words].sort()]));
}

function bashScript(commands: readonly Command[]): string {
  const cases = [...continuations(commands)].map(
    ([line, words]) => `    '${line}') words='${words.join(' ')}' ;;`,
  );
  return `_stanza_bridge() {
  local line='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    line="\${line:+$line }$word"
  done
  # What follows a whole command are its arguments.
  while :; do
    case "$line" in
${cases.join('\n')}
    esac
    [ -n "$words" ] && break
    case "$line" in *' '*) line="\${line% *}" ;; *) break ;; esac
  done
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _stanza_bridge stanza-bridge`;
}

function fishScript(commands: readonly Command[]): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = commands.flatMap(({ name, about, options = {} }) => {
    const words = name.split(' ');
    const [first = '', second] = words;
    const own =
      second === undefined
        ? `complete -c stanza-bridge -n __fish_use_subcommand -a ${first} -d ${quoted(about)}`
        : `complete -c stanza-bridge -n '__fish_seen_subcommand_from ${first}' -a ${second} -d ${quoted(about)}`;
    const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return [
      own,
      ...Object.entries(options).map(
        ([option, { about: what, type }]) =>
          `complete -c stanza-bridge -n '${seen}' -l ${option}${type === 'string' ? ' -r' : ''} -d ${quoted(what)}`,
      ),
    ];
  });
  const groups = [
    ...new Set(
      commands.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])),
    ),
  ];
  return [
    'complete -c stanza-bridge -f',
    ...groups.map((group) => `complete -c stanza-bridge -n __fish_use_subcommand -a ${group}`),
    ...lines,
  ].join('\n');
}
