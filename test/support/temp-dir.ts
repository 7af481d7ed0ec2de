/** A temporary folder that is removed by `remove()`, at the latest when the process ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.ts';

export interface TempDir {
  path: string;
  remove(): void;
}

/** `root`: of another Debian, in whose /tmp it is to be. */
export function tempDir(label = 'test', root = '/'): TempDir {
  const parent = root === '/' ? tmpdir() : join(root, 'tmp');
  const path = mkdtempSync(join(parent, `stanza-bridge-${label}-${process.pid}-`));
  const erase = () => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const withdraw = atExit(erase);
  return {
    path,
    remove() {
      withdraw();
      erase();
    },
  };
}
