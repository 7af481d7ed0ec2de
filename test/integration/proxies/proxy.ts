/** The reverse proxies of examples/proxies/, as those files have them but for where this machine puts things. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { makeCertificate } from '../../support/certificate.ts';
import { startChild, type Child } from '../../support/child.ts';
import { answers, freePort } from '../../support/free-port.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { until } from '../../support/until.ts';

export type ProxyKind = 'nginx' | 'caddy';

const HOST = 'bridge.example.org';
/** Any address of the loopback is this machine's. */
const lookup: LookupFunction = (_host, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

export interface Proxy {
  /** `https://bridge.example.org:<port>` */
  readonly url: string;
  /** Whom to trust, and where the host is. */
  readonly tls: { readonly ca: string; readonly lookup: LookupFunction };
  log(): string;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** Of the bridge. */
  readonly port: number;
  /** What to change in the file, from the text to the other. Each has to be there. */
  readonly changes?: Readonly<Record<string, string>>;
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly cert: string;
  readonly key: string;
}

export async function startProxy(kind: ProxyKind, options: ProxyOptions): Promise<Proxy> {
  const folder = tempDir(kind);
  const { cert: ca } = makeCertificate(folder.path, [`DNS:${HOST}`]);
  const [cert, key] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')];
  const place = { folder: folder.path, port: await freePort(), cert, key };
  const child = kind === 'nginx' ? startNginx(place, options) : startCaddy(place, options);
  const stop = async () => {
    await child.stop();
    folder.remove();
  };
  const isUp = () => {
    if (!child.running()) throw new Error(`${kind} ended at once:\n${child.output()}`);
    return answers(place.port);
  };
  await until(isUp, { timeout: 20_000, message: () => child.output() }).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  return {
    url: `https://${HOST}:${place.port}`,
    tls: { ca, lookup },
    log: () => child.output(),
    stop,
  };
}

function startNginx({ folder, port, cert, key }: Place, options: ProxyOptions): Child {
  const site = changed(readFileSync('examples/proxies/nginx.conf', 'utf8'), {
    'listen 443 ssl;': `listen ${port} ssl;`,
    'listen [::]:443 ssl;': '',
    '127.0.0.1:8080;': `127.0.0.1:${options.port};`,
    '/etc/ssl/bridge.example.org/fullchain.pem': cert,
    '/etc/ssl/bridge.example.org/privkey.pem': key,
    ...options.changes,
  });
  writeFileSync(join(folder, 'site.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const main = `
daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
  ${temporary.join('\n  ')}
  include ${folder}/site.conf;
}
`;
  writeFileSync(join(folder, 'nginx.conf'), main);
  return startChild('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
}

function startCaddy({ folder, port, cert, key }: Place, options: ProxyOptions): Child {
  const site = changed(readFileSync('examples/proxies/Caddyfile', 'utf8'), {
    'bridge.example.org {': `${HOST}:${port} {\n\ttls ${cert} ${key}`,
    '127.0.0.1:8080': `127.0.0.1:${options.port}`,
    ...options.changes,
  });
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
  mkdirSync(join(folder, 'home'));
  const env = { ...process.env, HOME: join(folder, 'home'), XDG_DATA_HOME: join(folder, 'home') };
  return startChild('caddy', ['run', '--adapter', 'caddyfile', '--config', file], { env });
}

function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`not in the file: ${from}`);
    return all.replaceAll(from, to);
  }, text);
}
