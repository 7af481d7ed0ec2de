/**
 * A Debian 13 in a folder, which scripts/build-debian-13.sh builds and keeps. Its servers are started by chroot, as root.
 * The folder knows itself under its own path (a link inside leads back to its root), so that a path into it means the
 * same on both sides.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';

// `||`: as in the script, an empty name is none.
const CACHE = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
const DEBIAN_13 = join(CACHE, 'stanza-bridge', 'debian-13');

/** Where the program of a server is: on the machine itself, or in a Debian of its own. */
export interface Place {
  /** Goes before the paths of what is installed there; `/` for the machine itself. */
  readonly root: string;
  readonly start: typeof startChild;
}

export type Release = 'debian-13';

export function placeOf(release: Release | undefined): Place {
  if (release === undefined) return { root: '/', start: startChild };
  if (!hasDebian13()) throw new Error('there is no Debian 13: run bash scripts/build-debian-13.sh');
  return {
    root: DEBIAN_13,
    // chroot becomes the program: its pid is that of the server.
    start: (command, args, options) =>
      startChild('/usr/sbin/chroot', [DEBIAN_13, command, ...args], options),
  };
}

export function hasDebian13(): boolean {
  return process.getuid?.() === 0 && existsSync(join(DEBIAN_13, '.stamp'));
}
