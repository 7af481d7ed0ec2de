import { SETTINGS, type TableValues } from './settings-table.ts';
import { type Surroundings, cleanSecret } from './sources.ts';

/** Secrets that are looked up again wherever they are used. */
const FOLLOWED = ['xmppSecret', 'apiKey'] as const;

type Secrets = Pick<TableValues, (typeof FOLLOWED)[number]>;

/**
 * The same settings, in which a secret from a file is what the file holds at the moment: a secret can be changed without
 * a restart. A file that is gone, or holds what does not fit, leaves the secret as it was.
 */
export function followSecretFiles<Followed extends Secrets>(
  settings: Followed,
  { env, readFile }: Surroundings,
): Followed {
  const followed = { ...settings };
  for (const key of FOLLOWED) {
    const { name, form } = SETTINGS[key];
    const path = env[`${name}_FILE`];
    if (path === undefined || path === '') continue;
    let last: string | undefined = settings[key];
    const get = () => {
      try {
        const { text, fault } = cleanSecret(readFile(path));
        if (fault === undefined) last = form.read(text);
      } catch {
        // Gone, or not in its form: the secret stays as it was.
      }
      return last;
    };
    Object.defineProperty(followed, key, { get, enumerable: true });
  }
  return followed;
}
