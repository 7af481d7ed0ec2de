/** `npm run release -- --dry-run` in a repository of its own, with the files of this one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/need.ts';
import { tempDir } from '../support/temp-dir.ts';

const NOT_OURS = ['.git', 'node_modules', '.tools', 'dist', 'release'];
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe.runIf(needs('git'))('npm run release', () => {
  const folder = tempDir('release');
  const home = join(folder.path, 'bridge');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: home, encoding: 'utf8' });
  const commit = () => {
    git('add', '--all');
    const author = ['-c', 'user.name=Nurse', '-c', 'user.email=nurse@example.org'];
    git(...author, 'commit', '--quiet', '--message', 'verona');
  };
  const release = (...args: string[]) => {
    const env = { ...process.env, RELEASE_CHARTS: 'oci://registry.example.org/charts' };
    const ended = spawnSync('npm', ['run', '--silent', 'release', '--', ...args], {
      cwd: home,
      env,
      encoding: 'utf8',
    });
    return { code: ended.status, said: ended.stdout + ended.stderr };
  };
  const edit = (path: string, from: string, to: string) => {
    const text = readFileSync(join(home, path), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(home, path), text.replace(from, to));
  };

  beforeAll(() => {
    const filter = (path: string) => !NOT_OURS.includes(path) && !path.endsWith('/dist');
    for (const name of readdirSync('.').filter(filter)) {
      cpSync(name, join(home, name), { recursive: true, filter });
    }
    for (const name of ['node_modules', '.tools']) symlinkSync(resolve(name), join(home, name));
    git('init', '--quiet');
    // A link is no folder, for `.gitignore`.
    writeFileSync(join(home, '.git/info/exclude'), 'node_modules\n.tools\n');
    commit();
  });
  afterEach(() => {
    git('reset', '--hard', '--quiet');
  });
  afterAll(() => {
    folder.remove();
  });

  it('with --dry-run makes everything and says where it would go', () => {
    const { code, said } = release('--dry-run', '--no-image');
    expect(said).toContain(`would publish ${version}`);
    expect(code).toBe(0);
    expect(readdirSync(join(home, 'release')).sort()).toEqual([
      `stanza-bridge-${version}.cdx.json`,
      `stanza-bridge-${version}.tgz`,
      `stanza-bridge-client-${version}.tgz`,
    ]);
    expect(said).toContain('oci://registry.example.org/charts');
    expect(said).toContain(`npm publish release/stanza-bridge-client-${version}.tgz`);
    expect(said).toContain('image: not made: --no-image');
    expect(said).toContain('RELEASE_IMAGE');
    // What it made is no change of the tree.
    expect(git('status', '--porcelain')).toBe('');

    const listed = (name: string) =>
      execFileSync('tar', ['-tzf', join(home, 'release', name)], { encoding: 'utf8' });
    expect(listed(`stanza-bridge-${version}.tgz`)).toContain('stanza-bridge/Chart.yaml');
    const client = listed(`stanza-bridge-client-${version}.tgz`);
    for (const file of ['LICENSE', 'README.md', 'dist/esm/client/src/bridge.js']) {
      expect(client).toContain(`package/${file}\n`);
    }
    const bill = readFileSync(join(home, 'release', `stanza-bridge-${version}.cdx.json`), 'utf8');
    const { bomFormat, components, metadata } = JSON.parse(bill) as Bill;
    expect(bomFormat).toBe('CycloneDX');
    expect(metadata.component).toMatchObject({ name: 'stanza-bridge', version });
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['fastify', 'ioredis']));
    expect(names).not.toContain('vitest');
  });

  it('refuses when versions disagree, and names them all', () => {
    edit('helm/stanza-bridge/Chart.yaml', `appVersion: ${version}`, 'appVersion: 9.9.9');
    edit('client/package.json', `"version": "${version}"`, '"version": "9.9.8"');
    const { code, said } = release('--dry-run', '--no-image');
    expect(code).toBe(1);
    expect(said).toContain(
      `helm/stanza-bridge/Chart.yaml: appVersion is 9.9.9, but package.json has ${version}`,
    );
    expect(said).toContain('client/package.json: version is 9.9.8');
  });

  it('refuses when something is not committed', () => {
    edit('README.md', '# Stanza Bridge', '# Balcony Bridge');
    const { code, said } = release('--dry-run', '--no-image');
    expect(code).toBe(1);
    expect(said).toContain('not committed');
    expect(said).toContain('M README.md');
  });

  it('without --dry-run refuses a changelog that names no release', () => {
    edit(
      'CHANGELOG.md',
      /^## .*$/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[0] ?? '',
      '## Unreleased',
    );
    const { code, said } = release('--no-image');
    expect(code).toBe(1);
    expect(said).toContain(`write \`## ${version}\``);
  });
});

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly { readonly name: string }[];
  readonly metadata: { readonly component: object };
}
