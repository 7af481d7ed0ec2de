/** The real Helm, of both major versions, on the chart. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const CHART = root('helm/stanza-bridge');

export const VERSIONS = ['3', '4'] as const;
export type Version = (typeof VERSIONS)[number];

export const VALUE_SETS = ['default', 'production', 'minimal'] as const;
export type ValueSet = (typeof VALUE_SETS)[number];

/** Installations as people have them. */
export const FIELD_SETS = [
  'openshift',
  'private-ca',
  'tls-tunnel',
  'xmpps',
  'mesh',
  'proxy',
  'several-hosts',
  'external-secrets',
  'air-gapped',
  'busy',
  'observed',
  'provisioned',
] as const;
export type FieldSet = (typeof FIELD_SETS)[number];

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  /** To be looked into by path. */
  readonly [field: string]: unknown;
}

/** As `needs` of test/support: a Helm that is missing fails in CI, and skips elsewhere. */
export function needsHelm(): boolean {
  const missing = VERSIONS.filter((version) => !existsSync(program(version)));
  if (missing.length === 0) return true;
  const message = `Helm ${missing.join(' and ')} not installed; run: bash scripts/install-helm.sh`;
  if (process.env['CI']) throw new Error(message);
  console.warn(`skipped: ${message}`);
  return false;
}

function program(version: Version): string {
  return root(`.tools/helm-${version}/helm`);
}

interface Answer {
  readonly ok: boolean;
  /** Everything it said. */
  readonly said: string;
  readonly stdout: string;
}

export function helm(version: Version, ...args: readonly string[]): Answer {
  const env = { PATH: process.env['PATH'], HOME: root('.tools') };
  const { status, stdout, stderr } = spawnSync(program(version), args, { encoding: 'utf8', env });
  return { ok: status === 0, said: stdout + stderr, stdout };
}

export function valuesFile(set: ValueSet): string {
  return fileURLToPath(new URL(`values/${set}.yaml`, import.meta.url));
}

export function fieldFile(set: FieldSet): string {
  return fileURLToPath(new URL(`field/${set}.yaml`, import.meta.url));
}

/** What the chart makes of an installation, with further arguments for Helm. Throws what Helm says when it refuses. */
export function renderField(set: FieldSet, ...more: readonly string[]): string {
  return template(fieldFile(set), more);
}

/** What the chart makes of a set of values, with further `--set`s. Throws what Helm says when it refuses. */
export function render(set: ValueSet, sets: readonly string[] = [], version: Version = '4') {
  const more = sets.flatMap((text) => ['--set', text]);
  return template(valuesFile(set), more, version);
}

function template(file: string, more: readonly string[], version: Version = '4'): string {
  const args = ['template', 'verona', CHART, '--namespace', 'chat', '-f', file, ...more];
  const { ok, said, stdout } = helm(version, ...args);
  if (!ok) throw new Error(said);
  return stdout;
}

export function manifestsOf(text: string): readonly Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return (document.toJSON() as Manifest | null) ?? [];
  });
}

/** The only manifest of a kind, or the one whose name ends so. */
export function theOne(manifests: readonly Manifest[], kind: string, ending = ''): Manifest {
  const found = manifests.filter(
    ({ kind: it, metadata: { name } }) => it === kind && name.endsWith(ending),
  );
  const [manifest] = found;
  if (manifest === undefined || found.length > 1) throw new Error(`${found.length} × ${kind}`);
  return manifest;
}
