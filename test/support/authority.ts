/** An authority of our own and what it signs, by openssl. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from './temp-dir.ts';

export interface Signed {
  /** Paths of PEM files. */
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** The path of its certificate. */
  readonly ca: string;
  /** `names`: such as `DNS:xmpp.example.org`. `days`: how long it is valid; below 0 it has expired. */
  sign(label: string, names: readonly string[], days?: number): Signed;
  remove(): void;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });

export function makeAuthority(name = 'Escalus'): Authority {
  const folder = tempDir('authority');
  const at = (file: string) => join(folder.path, file);
  const subject = ['-subj', `/CN=${name}`, '-days', '2'];
  openssl('req', '-x509', ...EC, ...subject, '-keyout', at('ca.key'), '-out', at('ca.crt'));
  return {
    ca: at('ca.crt'),
    sign(label, names, days = 1) {
      const [key, cert, request] = [at(`${label}.key`), at(`${label}.crt`), at(`${label}.csr`)];
      openssl('req', ...EC, '-subj', `/CN=${label}`, '-keyout', key, '-out', request);
      writeFileSync(at(`${label}.ext`), `subjectAltName=${names.join(',')}\n`);
      const by = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial'];
      const terms = ['-days', String(days), '-extfile', at(`${label}.ext`)];
      openssl('x509', '-req', '-in', request, ...by, ...terms, '-out', cert);
      return { cert, key };
    },
    remove: () => folder.remove(),
  };
}
