/** Settings out of an environment and files that are made up. */
import { readSettings, SettingsFault } from '../../src/config/settings.ts';

export const REQUIRED = {
  BRIDGE_XMPP_SERVICE: 'xmpp://localhost:5347',
  BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
  BRIDGE_XMPP_SECRET: 'wherefore',
};

export type Environment = Readonly<Record<string, string>>;

export function read(env: Environment, files: Environment = {}) {
  return readSettings({
    env,
    readFile(path) {
      const text = files[path];
      if (text === undefined) throw new Error(`no file ${path}`);
      return text;
    },
  });
}

export function settings(env: Environment = {}, files: Environment = {}) {
  return read({ ...REQUIRED, ...env }, files).settings;
}

export function faults(env: Environment, files: Environment = {}): readonly string[] {
  try {
    read(env, files);
  } catch (error) {
    if (error instanceof SettingsFault) return error.lines;
    throw error;
  }
  return [];
}
