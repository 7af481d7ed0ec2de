/** What a shell needs to complete `stanza-bridge`: words of commands, then options. */
import { CommandFault, EXIT, type Command } from './command.ts';

export function completionWith(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    about: 'Print what makes a shell complete commands and options.',
    arguments: ['SHELL'],
    choices: Object.keys(SCRIPTS),
    more: `To have it in each new shell, make the folder if it is not there, and write the script into it:

bash: mkdir -p ~/.local/share/bash-completion/completions
      stanza-bridge completion bash > ~/.local/share/bash-completion/completions/stanza-bridge
zsh:  stanza-bridge completion zsh > "\${fpath[1]}/_stanza-bridge"
fish: mkdir -p ~/.config/fish/completions
      stanza-bridge completion fish > ~/.config/fish/completions/stanza-bridge.fish

bash needs the package bash-completion for that. In the shell that runs: source <(stanza-bridge completion bash)`,
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

/**
 * What can follow a line so far: `''` for the beginning, `keys` for its commands, `keys create` for its options, and
 * where its argument is of a closed list, for that.
 */
function continuations(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, Set<string>>();
  const add = (line: string, word: string) => {
    next.set(line, (next.get(line) ?? new Set()).add(word));
  };
  for (const { name, options = {}, choices = [] } of commands) {
    const words = name.split(' ');
    words.forEach((word, at) => {
      add(words.slice(0, at).join(' '), word);
    });
    for (const word of [...Object.keys(options), 'help']
      .map((option) => `--${option}`)
      .concat(choices))
      add(name, word);
  }
  return new Map([...next].map(([line, words]) => [line, [...words].sort()]));
}

/** Options without a value: what follows any other is its value, which nobody can know. */
function flags(commands: readonly Command[]): readonly string[] {
  const all = commands.flatMap(({ options = {} }) => Object.entries(options));
  const names = all.flatMap(([name, { type }]) => (type === 'boolean' ? [name] : []));
  return [...new Set([...names, 'help'])].sort().map((name) => `--${name}`);
}

function bashScript(commands: readonly Command[]): string {
  const cases = [...continuations(commands)].map(
    ([line, words]) => `    '${line}') words='${words.join(' ')}' ;;`,
  );
  return `_stanza_bridge() {
  local line='' words='' word
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    ${flags(commands).join('|')}) ;;
    --*) COMPREPLY=(); return ;;
  esac
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
  const lines = commands.flatMap(({ name, about, options = {}, choices = [] }) => {
    const words = name.split(' ');
    const [first = '', second] = words;
    const own =
      second === undefined
        ? `complete -c stanza-bridge -n __fish_use_subcommand -a ${first} -d ${quoted(about)}`
        : `complete -c stanza-bridge -n '__fish_seen_subcommand_from ${first}' -a ${second} -d ${quoted(about)}`;
    const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    const given = `complete -c stanza-bridge -n '${seen}' -a '${choices.join(' ')}'`;
    return [
      own,
      ...(choices.length === 0 ? [] : [given]),
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
