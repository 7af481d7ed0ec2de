/** A command of `stanza-bridge` in a process of its own: `node dist/main.js …`, as it is shipped. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CliRun } from './cli-run.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** `env` is all that it gets beside the path: no setting of whoever runs the tests. */
export function runProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const options = { env: { PATH: process.env['PATH'], ...env }, timeout: 60_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out: out.trimEnd(), err: err.trimEnd() });
    });
  });
}
