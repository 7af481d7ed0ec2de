/** What has to say the version of a release, and which of it says another. Pure but for the reader of files. */

export type ReadText = (path: string) => string;

interface Place {
  /** What it is, for a person. */
  readonly name: string;
  readonly path: string;
  /** Of the text of the file. */
  readonly versionIn: (text: string) => string | undefined;
}

const json = (pick: (content: Package) => string | undefined) => (text: string) =>
  pick(JSON.parse(text) as Package);
const found = (pattern: RegExp) => (text: string) => pattern.exec(text)?.[1];

interface Package {
  readonly version?: string;
  readonly info?: { readonly version?: string };
  readonly packages?: Readonly<Record<string, { readonly version?: string }>>;
}

const LOCK = 'package-lock.json';
const CHART = 'helm/stanza-bridge/Chart.yaml';

const PLACES: readonly Place[] = [
  { name: 'version', path: 'package.json', versionIn: json((it) => it.version) },
  { name: 'version', path: LOCK, versionIn: json((it) => it.version) },
  { name: 'version of the root', path: LOCK, versionIn: json((it) => it.packages?.['']?.version) },
  { name: 'version', path: 'client/package.json', versionIn: json((it) => it.version) },
  { name: 'version', path: CHART, versionIn: found(/^version: (.+)$/m) },
  { name: 'appVersion', path: CHART, versionIn: found(/^appVersion: '?"?([^'"\n]+)/m) },
  { name: 'info.version', path: 'openapi/openapi.yaml', versionIn: found(/^ {2}version: (.+)$/m) },
  {
    name: 'info.version',
    path: 'src/contract/openapi.gen.json',
    versionIn: json((it) => it.info?.version),
  },
  {
    name: 'label org.opencontainers.image.version',
    path: 'Dockerfile',
    versionIn: found(/image\.version="([^"]+)"/),
  },
];

/** `## 0.1.0`, which may be followed by a date. */
const HEADING = /^## \[?([^\s\]]+)/m;
export const UNRELEASED = 'Unreleased';

export interface Versions {
  /** Of package.json. */
  readonly version: string;
  /** What disagrees, a sentence each. */
  readonly faults: readonly string[];
  /** The newest heading of the changelog is still that of no release. */
  readonly isUnreleased: boolean;
}

export function readVersions(read: ReadText): Versions {
  const said = PLACES.map(({ name, path, versionIn }) => ({
    at: `${path}: ${name}`,
    version: versionIn(read(path)),
  }));
  const version = said[0]?.version ?? '';
  const faults = said
    .filter((it) => it.version !== version)
    .map((it) => `${it.at} is ${it.version ?? 'missing'}, but package.json has ${version}`);
  const heading = HEADING.exec(read('CHANGELOG.md'))?.[1];
  const isUnreleased = heading === UNRELEASED;
  if (heading !== version && !isUnreleased) {
    faults.push(
      `CHANGELOG.md: the newest heading is ${heading ?? 'missing'}, but package.json has ${version}`,
    );
  }
  return { version, faults, isUnreleased };
}
