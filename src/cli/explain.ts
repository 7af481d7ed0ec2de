import { ERROR_PAGES, errorPages, errorPageText } from '../core/words/error-pages.ts';
import { nearest } from '../core/nearest.ts';
import { CommandFault, EXIT, JSON_OPTION, type Command } from './command.ts';

const NAMES = [...new Set(ERROR_PAGES.map(({ name }) => name))];

/** Needs no bridge: the words are part of the program. */
export const explain: Command = {
  name: 'explain',
  about: 'Explain an error: a code, a stanza error, why a message failed.',
  arguments: ['CODE'],
  choices: NAMES,
  options: JSON_OPTION,
  more: 'CODE is the code or type of a problem, the code in the error of a failed message, or the condition of a stanza error.',
  run({ values, positionals, io }) {
    const [code = ''] = positionals;
    const pages = errorPages(code);
    if (pages.length === 0) throw unknown(code);
    if (values['json'] === true) io.out(JSON.stringify(pages));
    else io.out(pages.map(errorPageText).join('\n\n'));
    return Promise.resolve(EXIT.ok);
  },
};

function unknown(code: string): CommandFault {
  const hint = nearest(code, NAMES);
  const meant = hint === undefined ? `there is: ${NAMES.join(', ')}` : `did you mean ${hint}?`;
  return new CommandFault(`${code} is no error; ${meant}`, EXIT.usage);
}
