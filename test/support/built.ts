/** Vitest global setup: builds dist once, since tests with a real bridge run what is shipped. */
import { execFileSync } from 'node:child_process';

export function setup(): void {
  // scripts/test.sh has just built.
  if (process.env['DIST_IS_BUILT'] === undefined) {
    execFileSync('node', ['scripts/build.mjs'], { stdio: 'inherit' });
  }
}
