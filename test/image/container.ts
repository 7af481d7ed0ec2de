/**
 * The built image, run as its configuration says: by Docker, or on a mounted file system by what engines are made of,
 * which are namespaces of their own and chroot. Its network is this machine's.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { atExit } from '../support/at-exit.ts';
import { startChild } from '../support/child.ts';
import type { Child } from '../support/child.ts';
import { until } from '../support/until.ts';

/** As of the image specification; the health check is Docker's. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Healthcheck: { readonly Test: readonly string[] };
}

export interface Container extends Child {
  /** Another command in there, beside process 1. */
  exec(...command: string[]): Child;
  /** What the kernel tells of process 1; undefined where Docker keeps it. */
  status(): string | undefined;
}

type Settings = Readonly<Record<string, string>>;

const { IMAGE_ROOT: root, IMAGE: image = '', IMAGE_CONFIG = '' } = process.env;

export const config = JSON.parse(IMAGE_CONFIG) as ImageConfig;

/** The command of the image, with these arguments. */
export async function startContainer(settings: Settings, ...args: string[]): Promise<Container> {
  return root === undefined ? inDocker(settings, args) : inNamespaces(root, settings, args);
}

function inDocker(settings: Settings, args: readonly string[]): Container {
  const name = `stanza-bridge-test-${process.pid}`;
  const confined = ['--network', 'host', '--read-only', '--cap-drop', 'ALL'];
  const env = Object.entries(settings).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const child = startChild('docker', [
    ...['run', '--rm', '--name', name, ...confined, ...env, image, ...args],
  ]);
  const exec = (...command: string[]) => startChild('docker', ['exec', name, ...command]);
  // A container lives on when the command that started it is killed.
  const end = () => void spawnSync('docker', ['rm', '--force', name], { stdio: 'ignore' });
  const withdraw = atExit(end);
  const kill = async () => {
    withdraw();
    end();
    await child.kill();
  };
  return { ...child, kill, exec, status: () => undefined };
}

async function inNamespaces(
  folder: string,
  settings: Settings,
  args: readonly string[],
): Promise<Container> {
  const env = { ...Object.fromEntries(config.Env.map(pair)), ...settings };
  const confined = ['chroot', `--userspec=${config.User}`, '--groups=', folder];
  const child = startChild(
    'unshare',
    ['--pid', '--fork', `--mount-proc=${folder}/proc`, ...confined, ...config.Entrypoint, ...args],
    { env },
  );
  const children = `/proc/${child.pid}/task/${child.pid}/children`;
  const first = await until(() => {
    assert.ok(child.running(), child.output());
    return readFileSync(children, 'utf8').trim() || undefined;
  });
  const enter = ['--target', first, '--pid', '--mount', ...confined];
  return {
    ...child,
    exec: (...command) => startChild('nsenter', [...enter, ...command], { env }),
    status: () => readFileSync(`/proc/${first}/status`, 'utf8'),
  };
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
