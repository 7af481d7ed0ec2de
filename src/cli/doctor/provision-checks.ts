import { SettingsFault, type Settings } from '../../config/settings.ts';
import { readApplied } from '../../features/provision/applied.ts';
import type { ReadText } from '../../features/provision/references.ts';
import type { Store } from '../../store/store.ts';
import { readWith } from '../provision/check-provision.ts';
import { bad, good, type Finding } from './finding.ts';

const CHECK = 'provisioning';

/** Nothing without a file; `store` is undefined where it cannot be read. */
export async function checkProvisioning(
  settings: Settings,
  readFile: ReadText,
  store: Store | undefined,
): Promise<readonly Finding[]> {
  const { provision: path } = settings;
  if (path === undefined) return [];
  const file = readOrFaults(settings, path, readFile);
  if ('faults' in file) {
    return [
      bad(CHECK, file.faults.join('\n     '), 'Mend the file; the one before stays in force.'),
    ];
  }
  const applied = store && (await readApplied(store));
  if (applied === undefined || applied.digest === file.digest)
    return [good(CHECK, `${path} is good`)];
  const at = new Date(applied.at).toISOString();
  return [
    bad(
      CHECK,
      `${applied.by} applied another file at ${at}`,
      'See that every replica has the same file; the log of the bridge says why one is not applied.',
    ),
  ];
}

function readOrFaults(settings: Settings, path: string, readFile: ReadText) {
  try {
    return readWith(settings, path, readFile);
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    return { faults: error.lines };
  }
}
