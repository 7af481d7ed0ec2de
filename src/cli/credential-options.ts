/** Credentials of a webhook's receiver on the command line. An empty value removes what is stored. */
import { CommandFault, EXIT } from './command.ts';

/** Of `Name: value`, as curl takes them. */
export function headersOf(texts: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(
    texts.map((text) => {
      const [name, value] = halves(text, '--header', 'NAME:VALUE');
      return [name.trim(), value.trim() === '' ? null : value.trim()];
    }),
  );
}

export function basicOf([text = '']: readonly string[]): object | null {
  if (text === '') return null;
  const [username, password] = halves(text, '--basic', 'USER:PASSWORD');
  return { scheme: 'basic', username, password };
}

export function bearerOf([token = '']: readonly string[]): object | null {
  return token === '' ? null : { scheme: 'bearer', token };
}

/** The message does not repeat the text: it is secret. */
function halves(text: string, option: string, form: string): [string, string] {
  const at = text.indexOf(':');
  if (at < 0) throw new CommandFault(`Write ${option} as ${form}`, EXIT.usage);
  return [text.slice(0, at), text.slice(at + 1)];
}
