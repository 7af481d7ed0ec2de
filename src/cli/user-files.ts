import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { UserFiles } from './command.ts';

/** On this machine. A file is replaced as a whole, so that a crash leaves the old one or the new one. */
export const USER_FILES: UserFiles = {
  read(path) {
    try {
      const { mode } = statSync(path);
      return { text: readFileSync(path, 'utf8'), mode };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
  write(path, text) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  },
};
