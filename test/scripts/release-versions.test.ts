import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readVersions } from '../../scripts/release-versions.ts';

const here = (path: string) => readFileSync(path, 'utf8');
const { version } = readVersions(here);
/** As the files are, but for one. */
const changed = (path: string, from: string, to: string) => (asked: string) => {
  const text = here(asked);
  if (asked !== path) return text;
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('the versions of a release', () => {
  it('agree', () => {
    expect(readVersions(here).faults).toEqual([]);
  });

  it.each([
    ['client/package.json', `"version": "${version}"`, '"version": "9.9.9"'],
    ['package-lock.json', `"version": "${version}"`, '"version": "9.9.9"'],
    ['helm/stanza-bridge/Chart.yaml', `\nversion: ${version}`, '\nversion: 9.9.9'],
    ['helm/stanza-bridge/Chart.yaml', `appVersion: ${version}`, 'appVersion: 9.9.9'],
    ['openapi/openapi.yaml', `version: ${version}`, 'version: 9.9.9'],
    ['src/contract/openapi.gen.json', `"version": "${version}"`, '"version": "9.9.9"'],
    ['Dockerfile', `version="${version}"`, 'version="9.9.9"'],
  ])('disagree: %s with %s', (path, from, to) => {
    const { faults } = readVersions(changed(path, from, to));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${path}: .* is 9\\.9\\.9, but package\\.json has`));
  });

  it('disagree with the changelog, where its newest heading is of another release', () => {
    const read = (path: string) =>
      path === 'CHANGELOG.md' ? '## 9.9.9 (2026-01-31)\n' : here(path);
    expect(readVersions(read).faults).toEqual([
      `CHANGELOG.md: the newest heading is 9.9.9, but package.json has ${version}`,
    ]);
  });

  it.each([
    ['## Unreleased\n\n## 0.0.1\n', true],
    [`## ${version} (2026-01-31)\n`, false],
  ])('agree with the changelog that begins with %j', (text, isUnreleased) => {
    const read = (path: string) => (path === 'CHANGELOG.md' ? text : here(path));
    expect(readVersions(read)).toEqual({ version, faults: [], isUnreleased });
  });
});
