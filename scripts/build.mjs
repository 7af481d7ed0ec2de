/**
 * Builds src into dist: the code as one file, and beside it what is read at run time, Lua scripts and the bundled
 * contract. The new dist takes the place of the old one at once, so that a bridge started meanwhile finds a whole one.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const fresh = `dist.new-${process.pid}`;
const old = `dist.old-${process.pid}`;

/** Modules look for files relative to their own place in src; dist keeps the files in the same places. */
const ownAddress = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const place = JSON.stringify(relative('src', path));
      const contents = text.replaceAll(
        'import.meta.url',
        `new URL(${place}, import.meta.url).href`,
      );
      return { contents, loader: 'ts' };
    });
  },
};

try {
  await build({
    entryPoints: ['src/main.ts'],
    outdir: fresh,
    bundle: true,
    // Packages stay files of their own: stack traces name them, and what they load late is where they look for it.
    packages: 'external',
    // What is loaded late stays apart.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    plugins: [ownAddress],
  });
  for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.endsWith('.ts')) cpSync(path, join(fresh, relative('src', path)));
  }
  // A link of `npm link` runs it, also after a build that follows the link.
  chmodSync(`${fresh}/main.js`, 0o755);
  if (existsSync('dist')) renameSync('dist', old);
  renameSync(fresh, 'dist');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const path of [fresh, old]) rmSync(path, { recursive: true, force: true });
}
