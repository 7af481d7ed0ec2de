import { EXIT, JSON_OPTION, type Command } from './command.ts';

export function versionWith(version: () => string): Command {
  return {
    name: 'version',
    about: 'Say which version this is.',
    options: JSON_OPTION,
    run({ values, io }) {
      io.out(values['json'] === true ? JSON.stringify({ version: version() }) : version());
      return Promise.resolve(EXIT.ok);
    },
  };
}
