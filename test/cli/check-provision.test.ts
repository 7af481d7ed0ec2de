import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { runCommand } from '../support/cli-run.ts';
import { blockOf, blocksOf } from '../support/documents.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const HASH = createHash('sha256').update('mandrake').digest('hex');

const KEY = `keys:
  - name: friar
    secretSha256: ${HASH}
    identities: [friar]
    scopes: [messages:send]`;
const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const HOOK = `webhooks:
  - name: shop
    key: friar
    url: https://shop.example/hook
    events: [message.received]
    secret: ${SECRET}`;
const BOTH = `${KEY}\n${HOOK}`;

let folder: TempDir;
beforeAll(() => {
  folder = tempDir('check-provision');
});
afterAll(() => {
  folder.remove();
});

function check(text: string, ...args: string[]) {
  const file = join(folder.path, 'p.yaml');
  writeFileSync(file, text);
  return runCommand(['check-provision', file, ...args], { env: {} });
}

describe('check-provision', () => {
  it('says how much is in a good file', async () => {
    const { code, out } = await check(BOTH);
    expect(code).toBe(0);
    expect(out).toContain('The file is good: 1 keys, 1 webhooks.');
  });

  it('warns of a secret in clear', async () => {
    const { out } = await check(BOTH);
    expect(out).toContain('has a secret in clear at /webhooks/0/secret; write {file: …}');
    expect((await check(KEY)).out).not.toContain('warning');
  });

  it.each([
    [
      'an unknown value',
      BOTH.replace('messages:send', 'messages:sent'),
      5,
      '/keys/0/scopes/0: Use',
    ],
    ['an unknown field', BOTH.replace('scopes', 'scope'), 5, 'did you mean "scopes"?'],
    ['an unknown list', BOTH.replace('webhooks', 'webhook'), 6, 'did you mean "webhooks"?'],
    [
      'a missing field',
      BOTH.replace('    url: https://shop.example/hook\n', ''),
      7,
      '/url: Add "url"',
    ],
    ['a wrong type', BOTH.replace('name: friar', 'name: 7'), 2, '/keys/0/name: Use a string.'],
    [
      'two ways to a secret',
      BOTH.replace('    ident', `    secret: ${HASH}\n    ident`),
      2,
      'one of',
    ],
    [
      'an identity elsewhere',
      BOTH.replace('[friar]', '[friar@verona.example]'),
      4,
      '/identities/0: ',
    ],
    ['an address that is not public', BOTH.replace('shop.example', '10.0.0.1'), 9, 'not public'],
    ['an unknown key', BOTH.replace('key: friar', 'key: fryar'), 8, 'Did you mean "friar"?'],
    ['a short secret', BOTH.replace(SECRET, 'whsec_bWFuZHJha2U='), 11, 'these are 8'],
    ['no secret', BOTH.replace(`    secret: ${SECRET}`, ''), 7, 'unless "signing" is ed25519'],
    ['a path for a secret', BOTH.replace(SECRET, '/run/secrets/shop'), 11, 'Write {file: …}'],
    [
      'a file for a secret',
      BOTH.replace('secret: whsec', 'secretFile: whsec'),
      11,
      'secret: {file: …}',
    ],
    [
      'a file that is not there',
      BOTH.replace(SECRET, '{file: /nowhere}'),
      11,
      '/nowhere cannot be read',
    ],
    [
      'the same name twice',
      `${KEY}\n${KEY.split('\n').slice(1).join('\n')}`,
      6,
      'a name of its own',
    ],
    [
      'the same secret twice',
      `${KEY}\n${KEY.replace('name: friar', 'name: nurse').split('\n').slice(1).join('\n')}`,
      7,
      'Another key in the file has this secret',
    ],
    ['a list in place of an object', '- keys', 1, 'Use an object.'],
    ['YAML that cannot be read', 'keys: [', 1, ''],
    ['a YAML key twice', `${KEY}\nkeys: []`, 6, 'unique'],
  ])('names line and place of %s', async (_, text, line, said) => {
    const { code, err } = await check(text);
    expect(code).toBe(78);
    expect(err).toContain(`p.yaml:${line}: `);
    expect(err).toContain(said);
  });

  it('goes with settings from secret files and from a file of settings', async () => {
    const at = (name: string, text: string) => {
      writeFileSync(join(folder.path, name), text);
      return join(folder.path, name);
    };
    const file = at('p.yaml', KEY.replace('[friar]', '[friar@verona.example]'));
    const env = {
      BRIDGE_CONFIG: at('settings.yaml', 'xmppDomain: verona.example\n'),
      BRIDGE_XMPP_SECRET_FILE: at('xmpp-secret', 'wherefore\n'),
      BRIDGE_API_KEY_FILE: at('api-key', 'a-key-that-nobody-guesses-so-soon\n'),
    };
    const { code, err } = await runCommand(['check-provision', file], { env });
    expect([code, err]).toEqual([0, '']);
  });

  it('refuses an empty file, which may be a mistake', async () => {
    const { code, err } = await check('# nothing\n');
    expect([code, err]).toEqual([78, expect.stringContaining('is empty; write "keys: []"')]);
  });

  it('takes a key that has expired: a file is not faulty because time passes', async () => {
    const { code } = await check(`${KEY}\n    expiresAt: 2020-01-01T00:00:00Z`);
    expect(code).toBe(0);
  });

  it('stands in for files that are elsewhere where it is asked to', async () => {
    const text = BOTH.replace(SECRET, '{file: /nowhere}');
    const { code, out } = await check(text, '--no-secret-files');
    expect([code, out]).toEqual([0, 'The file is good: 1 keys, 1 webhooks.']);
  });

  it('answers programs in JSON', async () => {
    const { code, out } = await check('keys: 7', '--json');
    expect(code).toBe(78);
    expect(JSON.parse(out)).toMatchObject({ ok: false, faults: [expect.any(String)] });
  });
});

describe('docs/provisioning.md', () => {
  const blocks = blocksOf('docs/provisioning.md');
  const of = (wanted: string) => blocks.filter(({ language }) => language === wanted);

  it('has a file that is good', async () => {
    const { code, out, err } = await check(
      blockOf('docs/provisioning.md', 'yaml'),
      '--no-secret-files',
    );
    expect([code, out, err]).toEqual([0, 'The file is good: 2 keys, 1 webhooks.', '']);
  });

  it('has values of the chart that make a good file', async () => {
    const [text = ''] = of('indented').flatMap((it) =>
      it.text.includes('provision:') ? it.text : [],
    );
    const { provision } = parse(text) as { readonly provision: object };
    expect((await check(stringify(provision))).code).toBe(0);
  });

  it('has commands that make secrets as the file takes them', async () => {
    const [key = '', webhook = ''] = of('sh').map(({ text }) =>
      execFileSync('bash', ['-c', text], { encoding: 'utf8' }),
    );
    const [hash = ''] = key.split(' ');
    const { code } = await check(BOTH.replace(HASH, hash).replace(SECRET, webhook.trim()));
    expect(code).toBe(0);
  });

  it('has commands with the options that there are', async () => {
    const lines = of('none').flatMap(({ text }) => text.trim().split('\n'));
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const [, name = '', ...words] = line.replace(/ > .*/, '').split(' ');
      const { out } = await runCommand([name, '--help']);
      for (const word of words.filter((it) => it.startsWith('--'))) expect(out).toContain(word);
    }
  });
});
