import { hash } from 'node:crypto';
import { createContract } from '../../contract/checks.ts';
import { readContract } from '../../contract/document.ts';
import { SettingsFault, type Settings } from '../../config/settings.ts';
import { findTexts } from '../../config/sources.ts';
import { provisionKinds } from '../../features/provision/kinds.ts';
import { readProvisionFile, type ProvisionFile } from '../../features/provision/provision-file.ts';
import type { ReadText } from '../../features/provision/references.ts';
import { createMemoryStore } from '../../store/memory/store.ts';
import { CommandFault, EXIT, JSON_OPTION, type Command, type Io } from '../command.ts';
import { usableSettings } from '../usable-settings.ts';

export const checkProvision: Command = {
  name: 'check-provision',
  about: 'Check a provisioning file and report every fault; starts and changes nothing.',
  arguments: ['FILE'],
  options: {
    'no-secret-files': {
      type: 'boolean',
      about: 'take the files that it refers to for good, where they are not there',
    },
    ...JSON_OPTION,
  },
  more: 'It uses the settings of this machine, and stands in for those that are missing: the domain is then bridge.example.org.',
  run({ values, positionals, io }) {
    const [path = ''] = positionals;
    const readFile = values['no-secret-files'] === true ? standingIn(path, io) : io.readFile;
    const { ok, faults, warnings, counts } = look(path, io, readFile);
    if (values['json'] === true) io.out(JSON.stringify({ ok, faults, warnings, ...counts }));
    else if (ok) io.out([...warnings.map((it) => `warning: ${it}`), sentence(counts)].join('\n'));
    else throw new CommandFault(faults.join('\n'), EXIT.config);
    return Promise.resolve(ok ? EXIT.ok : EXIT.config);
  },
};

function look(path: string, io: Io, readFile: ReadText) {
  const { settings } = usableSettings({ ...io, env: { ...io.env, ...standIns(io) } });
  try {
    const { warnings, counts } = readWith(settings, path, readFile);
    return { ok: true, faults: [], warnings, counts };
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    return { ok: false, faults: error.lines, warnings: [], counts: {} };
  }
}

/** Throws SettingsFault. */
export function readWith(settings: Settings, path: string, readFile: ReadText): ProvisionFile {
  const { xmppDomain: domain, xmppServerHost: serverDomain } = settings;
  const now = Date.now;
  // Nothing is stored; a kind is made with a store all the same.
  const store = createMemoryStore({ now });
  const kinds = provisionKinds({
    ...{ settings, store, now, newId: () => '' },
    home: { domain, serverDomain },
  });
  return readProvisionFile(path, { contract: createContract(readContract()), kinds, readFile });
}

/** What a machine that only checks files may lack. */
const STAND_INS = {
  xmppService: { name: 'BRIDGE_XMPP_SERVICE', text: 'xmpp://localhost:5347' },
  xmppDomain: { name: 'BRIDGE_XMPP_DOMAIN', text: 'bridge.example.org' },
  xmppSecret: { name: 'BRIDGE_XMPP_SECRET', text: 'stands-in-for-the-secret' },
  apiKey: { name: 'BRIDGE_API_KEY', text: 'stands-in-for-the-bootstrap-key' },
} as const;

/** Only of what is set nowhere: neither itself, nor as a file, nor in the file of `BRIDGE_CONFIG`. */
function standIns(io: Io): Readonly<Record<string, string>> {
  const { texts } = findTexts(io);
  const missing = Object.entries(STAND_INS).filter(
    ([key, { name }]) => !texts.has(key as keyof typeof STAND_INS) && !io.env[`${name}_FILE`],
  );
  return Object.fromEntries(missing.map(([, { name, text }]) => [name, text]));
}

/** A text that fits wherever a secret does, another for each file. */
function standingIn(path: string, { readFile }: Io): ReadText {
  return (file) => {
    try {
      return readFile(file);
    } catch (error) {
      if (file === path) throw error;
      return `whsec_${hash('sha256', file, 'base64')}`;
    }
  };
}

function sentence(counts: Readonly<Record<string, number>>): string {
  const each = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return `The file is good: ${each.join(', ')}.`;
}
