import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate for some names and addresses, such as `DNS:shop.example` and `IP:127.0.0.1`. */
export function makeCertificate(keyCache: string, names: readonly string[]): Certificate {
  const [key, cert] = [join(keyCache, 'key.pem'), join(keyCache, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const terms = ['-nodes', '-days', '1', '-subj', '/CN=test', '-keyout', key, '-out', cert];
  const alternative = ['-addext', `subjectAltName=${names.join(',')}`];
  execFileSync('openssl', [...request, ...terms, ...alternative], { stdio: 'pipe' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}
