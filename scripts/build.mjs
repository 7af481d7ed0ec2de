/**
 * Compiles src to dist and copies what tsc leaves behind: Lua scripts and the bundled contract. The new dist takes
 * the place of the old one at once, so that a bridge started meanwhile finds a whole one.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, renameSync, rmSync } from 'node:fs';

const fresh = `dist.new-${process.pid}`;
const old = `dist.old-${process.pid}`;

try {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', fresh], {
    stdio: 'inherit',
  });
  cpSync('src', fresh, { recursive: true, filter: (path) => !/\.ts$/.test(path) });
  // tsc leaves it as any file; a link of `npm link` runs it, also after a build that follows the link.
  chmodSync(`${fresh}/main.js`, 0o755);
  if (existsSync('dist')) renameSync('dist', old);
  renameSync(fresh, 'dist');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const path of [fresh, old]) rmSync(path, { recursive: true, force: true });
}
