/** Commands of `stanza-bridge` in this process: what they write, and how they end. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { linkedReplica } from '../../src/link/registry.ts';
import { runCli } from '../../src/cli/cli.ts';
import type { Command, UserFiles } from '../../src/cli/command.ts';

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  readonly stdin?: string;
  readonly hasColours?: boolean;
  readonly userFiles?: UserFiles;
  /** Sees each line of output as it is written. */
  readonly onOut?: (text: string) => void;
}

/** Instead of a bridge. */
const SERVE: Command = {
  name: 'serve',
  about: 'Run the bridge.',
  run: ({ io }) => {
    io.out('served');
    return Promise.resolve(0);
  },
};

const NO_FILES: UserFiles = { read: () => undefined, write: () => undefined };

export async function runCommand(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    env: options.env ?? {},
    readFile: (path: string) => readFileSync(path, 'utf8'),
    out: (text: string) => {
      out.push(text);
      options.onOut?.(text);
    },
    err: (text: string) => void err.push(text),
    now: options.now ?? Date.now,
    random: randomBytes,
    stdin: () => Promise.resolve(options.stdin ?? ''),
    hasColours: options.hasColours ?? false,
    userFiles: options.userFiles ?? NO_FILES,
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await runCli(args, io, { serve: SERVE, linkedReplica, version: () => '1.2.3' });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
