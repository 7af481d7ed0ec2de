import { readSettings } from '../config/settings.ts';
import { EXIT, JSON_OPTION, type Command } from './command.ts';

export const checkConfig: Command = {
  name: 'check-config',
  about: 'Read the settings and say all that is wrong with them; starts nothing.',
  options: JSON_OPTION,
  run({ values, io }) {
    const { warnings } = readSettings(io);
    if (values['json'] === true) io.out(JSON.stringify({ ok: true, warnings }));
    else
      io.out([...warnings.map((text) => `warning: ${text}`), 'The settings are good.'].join('\n'));
    return Promise.resolve(EXIT.ok);
  },
};
