/**
 * `npm run release -- --dry-run`: makes what a release consists of (image, chart, client package, bill of materials) and says what
 * would be published where. Without `--dry-run` it publishes that. Ends with 1 and a sentence before it makes anything, if versions
 * disagree or the tree has changes.
 *
 *     RELEASE_IMAGE   where the image goes, such as registry.example.org/stanza-bridge
 *     RELEASE_CHARTS  where the chart goes, such as oci://registry.example.org/charts
 *     --no-image      makes no image
 *
 * The client package goes to the registry of npm's configuration. See CONTRIBUTING.md.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVersions, UNRELEASED } from './release-versions.ts';

const FOLDER = 'release';
const [IMAGE, CHARTS] = [process.env['RELEASE_IMAGE'], process.env['RELEASE_CHARTS']];

class Refusal extends Error {}

interface Part {
  readonly name: string;
  /** Undefined where it was not made; `why` says why. */
  readonly made?: string;
  readonly why?: string;
  /** Undefined where nobody said where. */
  readonly to?: string | undefined;
  readonly publish: readonly (readonly string[])[];
}

interface BillOfMaterials {
  readonly metadata: { readonly component: { name: string } };
}

const { values: options } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, 'no-image': { type: 'boolean' } },
});
const isDry = options['dry-run'] === true;

try {
  release();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function release(): void {
  const version = checkedVersion();
  checkTree();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  const parts = [chart(version), clientPackage(version), billOfMaterials(version), image(version)];
  console.log(`\n${isDry ? 'would publish' : 'publishing'} ${version}:\n`);
  for (const part of parts) tell(part);
  if (isDry) return;
  const missing = parts.filter(({ made, to }) => made === undefined || to === undefined);
  if (missing.length > 0)
    throw new Refusal(`not published: ${missing.map(({ name }) => name).join(', ')}`);
  for (const [program = '', ...args] of parts.flatMap(({ publish }) => publish)) run(program, args);
}

function checkedVersion(): string {
  const { version, faults, isUnreleased } = readVersions((path) => readFileSync(path, 'utf8'));
  if (faults.length > 0) throw new Refusal(`The versions disagree:\n  ${faults.join('\n  ')}`);
  if (isUnreleased) {
    const advice = `CHANGELOG.md: the newest heading is still ${UNRELEASED}; write \`## ${version}\` for the release`;
    if (!isDry) throw new Refusal(advice);
    console.warn(`note: ${advice}`);
  }
  return version;
}

function checkTree(): void {
  const changes = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' }).trimEnd();
  if (changes !== '') {
    throw new Refusal(`The tree has changes that are not committed:\n${changes}`);
  }
}

function chart(version: string): Part {
  const helm = ['.tools/helm-4/helm', '.tools/helm-3/helm'].find(existsSync) ?? 'helm';
  const folder = 'helm/stanza-bridge';
  const values = ['--set', 'settings.xmppService=xmpp://xmpp:5347'];
  const domain = ['--set', 'settings.xmppDomain=bridge.example.org'];
  run(helm, ['lint', '--quiet', '--strict', folder, ...values, ...domain]);
  run(helm, ['package', folder, '--destination', FOLDER]);
  const made = join(FOLDER, `stanza-bridge-${version}.tgz`);
  return { name: 'chart', made, to: CHARTS, publish: [[helm, 'push', made, CHARTS ?? '']] };
}

function clientPackage(version: string): Part {
  run('npm', ['pack', '--silent', '--pack-destination', join('..', FOLDER)], 'client');
  const made = join(FOLDER, `stanza-bridge-client-${version}.tgz`);
  const to = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  return { name: 'client package', made, to, publish: [['npm', 'publish', made]] };
}

/** It stays with the release on whatever page that has; the tag is where it belongs to. */
function billOfMaterials(version: string): Part {
  const made = join(FOLDER, `stanza-bridge-${version}.cdx.json`);
  const bill = JSON.parse(
    execFileSync('npm', ['run', '--silent', 'sbom'], { encoding: 'utf8' }),
  ) as BillOfMaterials;
  // COMPAT: npm names the package after the folder that it is in.
  bill.metadata.component.name = 'stanza-bridge';
  writeFileSync(made, `${JSON.stringify(bill, undefined, 2)}\n`);
  const tag = `v${version}`;
  const publish = [
    ['git', 'tag', '--annotate', tag, '--message', tag],
    ['git', 'push', 'origin', tag],
  ];
  return { name: 'bill of materials (CycloneDX)', made, to: `the tag ${tag}`, publish };
}

function image(version: string): Part {
  const name = `${IMAGE ?? 'stanza-bridge'}:${version}`;
  const part = { name: 'image', to: IMAGE, publish: [['docker', 'push', name]] };
  if (options['no-image'] === true) return { ...part, why: 'not made: --no-image' };
  if (works('docker', ['info'])) {
    run('docker', ['build', '--quiet', '--tag', name, '.']);
    return { ...part, made: name };
  }
  const why =
    'not made: no Docker here; `npm run test:image` makes one with buildah, on Debian as root';
  return { ...part, why };
}

function tell({ name, made, why, to, publish }: Part): void {
  const size = made !== undefined && existsSync(made) ? ` (${statSync(made).size} bytes)` : '';
  console.log(`${name}: ${made ?? why ?? ''}${size}`);
  console.log(`  to ${to ?? 'nowhere: set RELEASE_IMAGE and RELEASE_CHARTS'}`);
  if (to !== undefined) for (const command of publish) console.log(`  ${command.join(' ')}`);
}

function works(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function run(program: string, args: readonly string[], cwd = '.'): void {
  const ended = spawnSync(program, args, { cwd, encoding: 'utf8' });
  const said = `${ended.stdout}${ended.stderr}`.trimEnd();
  if (ended.error !== undefined)
    throw new Refusal(`${program} is not here: ${ended.error.message}`);
  if (ended.status !== 0) throw new Refusal(`${program} ${args.join(' ')} failed:\n${said}`);
}
