/**
 * docs/servers/matrix.md is what this run measured: every cell, on every server. After a change of either:
 * `npx vitest run --project real test/integration/interop -u`.
 */
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { SERVER_NAMES, type ServerName } from '../../support/servers.ts';
import { openStage, type Stage } from '../spine/stage.ts';
import { CAPABILITIES } from './capabilities.ts';
import { CONFIGURATIONS } from './configurations.ts';
import { matrixPage, VERSIONS, type Cell } from './page.ts';

const PAGE = '../../../docs/servers/matrix.md';

describe.runIf(needs(...SERVER_NAMES))('what works on which server', () => {
  const measured = new Map<ServerName, readonly Cell[]>();
  const versions = new Map<ServerName, string>();

  it.each(SERVER_NAMES)('is measured on %s', async (name) => {
    const plain = await worksOn(name, 'plain', (version) => versions.set(name, version));
    const configured = await worksOn(name, 'configured');
    const cells = plain.map((works, at): Cell => {
      if (works) return 'yes';
      return configured[at] === true ? 'configured' : 'no';
    });
    measured.set(name, cells);
  });

  it('is what the page says', async ({ skip }) => {
    // The page is about these, and a machine may have others.
    skip(SERVER_NAMES.some((name) => versions.get(name) !== VERSIONS[name]));
    const page = matrixPage(CAPABILITIES, measured);
    const options = await resolveConfig('docs/servers/matrix.md');
    await expect(await format(page, { ...options, parser: 'markdown' })).toMatchFileSnapshot(PAGE);
  });
});

async function worksOn(
  name: ServerName,
  how: 'plain' | 'configured',
  saysOfItself: (version: string) => void = () => undefined,
): Promise<boolean[]> {
  const stage = await openStage(name, {}, CONFIGURATIONS[name][how]);
  try {
    saysOfItself(await versionOf(stage));
    const results: boolean[] = [];
    // One after the other: a room is there before it is configured.
    for (const { works } of CAPABILITIES) results.push(await works(stage));
    return results;
  } finally {
    await stage.close();
  }
}

/** For example `Prosody 13.0.1`; without what Debian adds. */
async function versionOf({ api }: Stage): Promise<string> {
  const { json, text } = await api.post('/v1/iq', { to: 'example.org', version: {} });
  const { version } = json as { readonly version?: Readonly<Record<string, string>> };
  // ejabberd has the elements in an order that the JSON form keeps as it is.
  const element = (name: string) => new RegExp(`"name":"${name}"[^[]*\\["([^"]+)"`).exec(text)?.[1];
  const said = (name: string) => version?.[name] ?? element(name) ?? '';
  return `${said('name')} ${said('version').replace(/-.*/, '')}`;
}
