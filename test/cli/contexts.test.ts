import { describe, expect, it } from 'vitest';
import type { UserFiles } from '../../src/cli/command.ts';
import { runCommand, type CliOptions } from '../support/cli-run.ts';

const PATH = '/home/juliet/.config/stanza-bridge/contexts.json';

/** One file, with permissions as the command gave them or as the test does. */
function fileOf(text?: object, mode = 0o600) {
  let file = text && { text: JSON.stringify(text), mode };
  const userFiles: UserFiles = {
    read: (path) => (path === PATH ? file : undefined),
    write: (path, written) => {
      expect(path).toBe(PATH);
      file = { text: written, mode: 0o600 };
    },
  };
  const run = (args: readonly string[], options: CliOptions = {}) =>
    runCommand(args, { env: { HOME: '/home/juliet' }, userFiles, ...options });
  return { run, held: () => JSON.parse(file?.text ?? 'null') as unknown };
}

const VERONA = { url: 'http://verona.example.org', key: 'sbk_verona' };
const MANTUA = { url: 'https://mantua.example.org/xmpp', key: 'sbk_mantua' };
const BOTH = { current: 'verona', contexts: { verona: VERONA, mantua: MANTUA } };

describe('stanza-bridge context', () => {
  it('keeps a bridge and uses it', async () => {
    const { run, held } = fileOf();
    await run(['context', 'set', 'verona', '--url', `${VERONA.url}/`, '--key', VERONA.key]);
    expect(held()).toEqual({ current: 'verona', contexts: { verona: VERONA } });
  });

  it('reads a key from standard input, so that no history has it', async () => {
    const { run, held } = fileOf();
    await run(['context', 'set', 'verona', '--url', VERONA.url], { stdin: 'sbk_verona\n' });
    expect(held()).toMatchObject({ contexts: { verona: VERONA } });
  });

  it('lists bridges without their keys', async () => {
    const { out } = await fileOf(BOTH).run(['context', 'list']);
    expect(out).toContain('mantua  https://mantua.example.org/xmpp');
    expect(out).not.toContain('sbk_');
  });

  it('changes to another bridge', async () => {
    const { run, held } = fileOf(BOTH);
    await run(['context', 'use', 'mantua']);
    expect(held()).toMatchObject({ current: 'mantua' });
  });

  it('forgets a bridge, and uses none if it was the current one', async () => {
    const { run, held } = fileOf(BOTH);
    await run(['context', 'remove', 'verona']);
    expect(held()).toEqual({ contexts: { mantua: MANTUA } });
  });

  it('names those that there are', async () => {
    const { code, err } = await fileOf(BOTH).run(['context', 'use', 'padua']);
    expect([code, err]).toEqual([64, 'There is no context padua; there is: verona, mantua']);
  });

  it.each([0o640, 0o604])('refuses a file that others may read: %o', async (mode) => {
    const { code, err } = await fileOf(BOTH, mode).run(['keys', 'list']);
    expect([code, err]).toEqual([
      78,
      `Others may read ${PATH}, and it holds API keys; run chmod 600 ${PATH}`,
    ]);
  });

  it('says what to do with a damaged file', async () => {
    const { code, err } = await fileOf({ contexts: 'none' }).run(['keys', 'list']);
    expect(code).toBe(78);
    expect(err).toContain(`${PATH} is damaged`);
  });
});
