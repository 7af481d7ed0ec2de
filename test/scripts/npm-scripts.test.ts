import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('CONTRIBUTING.md names only scripts that there are', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  const named = [...text.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
  const ofNpm = ['ci', 'version', 'login'];
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !(name in scripts) && !ofNpm.includes(name))).toEqual([]);
});
