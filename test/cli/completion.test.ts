import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/cli-run.ts';
import { needs } from '../support/need.ts';
import { tempDir } from '../support/temp-dir.ts';

async function scriptFor(shell: string): Promise<string> {
  const { code, out } = await runCommand(['completion', shell]);
  expect(code).toBe(0);
  return out;
}

/** What bash offers where the cursor stands, behind the last word. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const script = await scriptFor('bash');
  const typed = ['stanza-bridge', ...words].map((word) => JSON.stringify(word)).join(' ');
  const line = `${script}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _stanza_bridge; echo "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split(' ');
}

describe('completion for bash', () => {
  it('offers commands', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['keys', 'send', 'listen', 'iq']));
  });

  it('offers those that begin as what was typed', async () => {
    expect(await offered('li')).toEqual(['listen']);
  });

  it('offers the commands of a group', async () => {
    expect(await offered('keys', '')).toEqual([
      'change',
      'create',
      'list',
      'revoke',
      'rotate',
      'show',
    ]);
  });

  it('offers the options of a command', async () => {
    expect(await offered('send', '--')).toEqual(expect.arrayContaining(['--to', '--body']));
  });

  it('offers options behind arguments and other options', async () => {
    expect(await offered('webhooks', 'change', '01JD', '--de')).toEqual(['--description']);
    expect(await offered('send', '--to', 'juliet@example.org', '--b')).toEqual(['--body']);
  });
});

describe('completion of what has a closed list', () => {
  it.each([
    [
      ['explain', 'remote-'],
      ['remote-server-not-found', 'remote-server-timeout'],
    ],
    [
      ['trigger', 'link.'],
      ['link.down', 'link.up'],
    ],
    [
      ['completion', ''],
      ['--help', 'bash', 'fish', 'zsh'],
    ],
  ])('offers it: %s', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it('offers nothing where an option waits for its value', async () => {
    expect(await offered('send', '--to', '')).toEqual(['']);
    expect(await offered('send', '--json', '--t')).toEqual(['--to', '--ttl', '--type']);
  });

  it('is there in fish too', async () => {
    expect(await scriptFor('fish')).toContain(
      "seen_subcommand_from completion' -a 'bash zsh fish'",
    );
  });
});

describe('completion for other shells', () => {
  it('is a function of zsh', async () => {
    expect(await scriptFor('zsh')).toMatch(/^#compdef stanza-bridge\n/);
  });

  it.runIf(needs('zsh'))('is read by zsh', async () => {
    const { stderr } = spawnSync('zsh', ['-n'], {
      input: await scriptFor('zsh'),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });

  it('names commands and options for fish', async () => {
    const script = await scriptFor('fish');
    expect(script).toContain("-n '__fish_seen_subcommand_from keys' -a create -d");
    expect(script).toMatch(/seen_subcommand_from send' -l to -r -d /);
  });

  it.runIf(needs('fish'))('is read by fish', async () => {
    const folder = tempDir('fish');
    const file = join(folder.path, 'stanza-bridge.fish');
    writeFileSync(file, await scriptFor('fish'));
    const { stderr, status } = spawnSync('fish', ['--no-execute', file], { encoding: 'utf8' });
    folder.remove();
    expect([status, stderr]).toEqual([0, '']);
  });

  it('says which shells there are', async () => {
    const { code, err } = await runCommand(['completion', 'csh']);
    expect([code, err]).toEqual([64, 'csh: there is bash, zsh and fish']);
  });
});
