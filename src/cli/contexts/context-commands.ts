import { baseUrl } from '../api.ts';
import { CommandFault, EXIT, JSON_OPTION, textOf, type Command, type Io } from '../command.ts';
import { show } from '../show.ts';
import { chosenContext, readContexts, writeContexts } from './contexts.ts';

const set: Command = {
  name: 'context set',
  about: 'Keep URL and key of a bridge under a name, and use it from now on.',
  arguments: ['NAME'],
  options: {
    url: { type: 'string', required: true, value: 'URL', about: 'URL of the API' },
    key: { type: 'string', value: 'KEY', about: 'the API key; - reads it from standard input' },
  },
  more: 'They are kept in ~/.config/stanza-bridge/contexts.json, which only you can read. Without --key it is read from standard\ninput, so that it is not in the history of your shell.',
  async run({ values, positionals, io }) {
    const [name = ''] = positionals;
    const url = baseUrl(textOf(values, 'url') ?? '');
    const given = textOf(values, 'key') ?? '-';
    const key = given === '-' ? (await io.stdin()).trim() : given;
    if (key === '') throw new CommandFault('The key is empty', EXIT.usage);
    const { contexts } = readContexts(io);
    writeContexts(io, { current: name, contexts: { ...contexts, [name]: { url, key } } });
    io.out(`${name}: ${url}`);
    return EXIT.ok;
  },
};

const use: Command = {
  name: 'context use',
  about: 'Use a bridge from now on.',
  arguments: ['NAME'],
  run({ positionals, io }) {
    const [name = ''] = positionals;
    const context = chosenContext(io, name);
    writeContexts(io, { ...readContexts(io), current: name });
    io.out(`${name}: ${context?.url ?? ''}`);
    return Promise.resolve(EXIT.ok);
  },
};

const list: Command = {
  name: 'context list',
  about: 'List the bridges that are kept, without their keys.',
  options: JSON_OPTION,
  run({ values, io }) {
    const { current, contexts } = readContexts(io);
    const items = Object.entries(contexts).map(([name, { url }]) => ({
      name,
      url,
      current: name === current,
    }));
    io.out(values['json'] === true ? JSON.stringify({ items }) : show({ items }, io));
    return Promise.resolve(EXIT.ok);
  },
};

const remove: Command = {
  name: 'context remove',
  about: 'Forget a bridge.',
  arguments: ['NAME'],
  run({ positionals, io }) {
    const [name = ''] = positionals;
    chosenContext(io, name);
    writeContexts(io, without(io, name));
    io.out('done');
    return Promise.resolve(EXIT.ok);
  },
};

function without(io: Io, name: string) {
  const { current, contexts } = readContexts(io);
  const { [name]: _, ...rest } = contexts;
  return { contexts: rest, ...(current !== undefined && current !== name && { current }) };
}

export const CONTEXT_COMMANDS: readonly Command[] = [set, use, list, remove];
