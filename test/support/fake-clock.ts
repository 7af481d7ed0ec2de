/** A clock for a process that a test starts: it tells another time than the machine's. */
import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from './temp-dir.ts';

const SOURCE = fileURLToPath(new URL('fake-clock.c', import.meta.url));

export interface FakeClock {
  /** For the process. Its monotonic clock stays as it is. */
  readonly env: Record<string, string>;
  /** From now on its clock is so many seconds ahead of the machine's, or behind it. */
  set(ahead: number): void;
  remove(): void;
}

export function fakeClock(): FakeClock {
  const folder = tempDir('clock');
  const [library, file] = [join(folder.path, 'fake-clock.so'), join(folder.path, 'ahead')];
  execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, SOURCE]);
  const set = (ahead: number) => {
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  set(0);
  return {
    env: { LD_PRELOAD: library, FAKE_CLOCK: file },
    set,
    remove: () => folder.remove(),
  };
}
