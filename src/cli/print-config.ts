import { describeSettings } from '../config/settings.ts';
import { EXIT, JSON_OPTION, type Command } from './command.ts';
import { usableSettings } from './usable-settings.ts';

export const printConfig: Command = {
  name: 'print-config',
  about:
    'Show each setting with its value and where it comes from; of a secret only that it is set.',
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
