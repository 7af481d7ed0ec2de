import { SettingsFault } from '../config/settings.ts';
import { EXIT, JSON_OPTION, type Command, type Io } from './command.ts';
import { usableSettings } from './usable-settings.ts';

export const checkConfig: Command = {
  name: 'check-config',
  about: 'Check the settings and report every fault; starts nothing.',
  options: JSON_OPTION,
  run({ values, io }) {
    const { ok, warnings, faults } = look(io);
    const good = ok ? ['The settings are good.'] : [];
    const lines = [...warnings.map((text) => `warning: ${text}`), ...good];
    if (values['json'] === true) io.out(JSON.stringify({ ok, warnings, faults }));
    else if (ok) io.out(lines.join('\n'));
    else throw new SettingsFault(faults);
    return Promise.resolve(ok ? EXIT.ok : EXIT.config);
  },
};

function look(io: Io) {
  try {
    return { ok: true, warnings: usableSettings(io).warnings, faults: [] };
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    return { ok: false, warnings: [], faults: error.lines };
  }
}
