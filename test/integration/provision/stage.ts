/** A folder as Kubernetes mounts it, and replicas that follow the provisioning file in it. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  startBridge,
  type BridgeOptions,
  type BridgeProcess,
} from '../../support/bridge-process.ts';
import { tempDir } from '../../support/temp-dir.ts';

/** No XMPP server is needed for what is stored. */
export const SERVER = {
  service: 'xmpp://127.0.0.1:9',
  componentDomain: 'bridge.example.org',
  secret: 'potion',
};

export interface Mounted {
  /** Of a file in the folder. */
  path(name: string): string;
  readonly file: string;
  /** Puts these files in place of those before, all at once. */
  swap(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

export function mountFolder(files: Readonly<Record<string, string>>): Mounted {
  const folder = tempDir('provision');
  const path = (name: string) => join(folder.path, name);
  let version = 0;
  let linked: readonly string[] = [];
  const swap: Mounted['swap'] = (next) => {
    const before = `..${version}`;
    version += 1;
    mkdirSync(path(`..${version}`));
    for (const [name, text] of Object.entries(next)) {
      writeFileSync(path(join(`..${version}`, name)), text);
    }
    symlinkSync(`..${version}`, path('..data_tmp'));
    renameSync(path('..data_tmp'), path('..data'));
    for (const name of Object.keys(next).filter((it) => !linked.includes(it))) {
      symlinkSync(join('..data', name), path(name));
    }
    linked = [...linked, ...Object.keys(next)];
    rmSync(path(before), { recursive: true, force: true });
  };
  swap(files);
  return { path, file: path('provision.yaml'), swap, remove: () => folder.remove() };
}

export function startReplica(
  name: string,
  options: { readonly redisUrl: string; readonly file?: string } & Pick<
    BridgeOptions,
    'env' | 'waitFor' | 'apiKey'
  >,
): Promise<BridgeProcess> {
  const { file, env, ...rest } = options;
  const provision = file === undefined ? {} : { BRIDGE_PROVISION: file };
  return startBridge({
    server: SERVER,
    waitFor: '/readyz',
    ...rest,
    env: { BRIDGE_REPLICA: name, ...provision, ...env },
  });
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A secret of a key that is good enough. */
export const secretOf = (name: string) => `sbk_${sha256(`the secret of ${name}`)}`;
