/**
 * A child process that cannot outlive the test: it leads its own process group, which is killed when this process ends,
 * and on Linux the kernel kills it even when this process is killed with SIGKILL.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { atExit } from './at-exit.ts';

export interface ChildOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

export interface Child {
  readonly pid: number;
  readonly stdin: NodeJS.WritableStream;
  /** What it has written so far, standard output and standard error together. */
  output(): string;
  onLine(listener: (line: string) => void): void;
  running(): boolean;
  /** Resolves with the exit code or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
  /** Signals the whole group; resolves when it is dead, or at once for signals that do not kill. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Asks with SIGTERM, insists with SIGKILL; resolves with what `exited` gives. */
  stop(patience?: number): Promise<number | string>;
}

const HARMLESS: readonly NodeJS.Signals[] = ['SIGSTOP', 'SIGCONT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];

export function startChild(
  command: string,
  args: readonly string[],
  options: ChildOptions = {},
): Child {
  const [file, ...rest] = [...lifeline(), command, ...args] as [string, ...string[]];
  const child = spawn(file, rest, { ...options, detached: true, stdio: 'pipe' });
  const { output, onLine } = capture(child);
  let ended: number | string | undefined;
  const withdraw = atExit(() => signalGroup(child, 'SIGKILL'));
  const exited = new Promise<number | string>((resolve) => {
    const end = (reason: number | string) => {
      ended = reason;
      withdraw();
      resolve(reason);
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => end(code ?? signal ?? 'unknown'));
  });
  const running = () => ended === undefined;
  // A child that dies while it is written to is reported by `exited`, not by a broken pipe.
  child.stdin.on('error', () => undefined);

  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (running()) signalGroup(child, signal);
    if (!HARMLESS.includes(signal)) await exited;
  };
  const stop = async (patience = 8_000) => {
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
    if (running()) {
      signalGroup(child, 'SIGTERM');
      signalGroup(child, 'SIGCONT');
    }
    const reason = await exited;
    clearTimeout(timer);
    return reason;
  };
  const pid = child.pid ?? -1;
  return { pid, stdin: child.stdin, output, onLine, running, exited, kill, stop };
}

/** `setpriv --pdeathsig` ties a child's life to ours; where it is missing (not Linux) the exit handler has to do. */
function lifeline(): string[] {
  const setpriv = '/usr/bin/setpriv';
  try {
    accessSync(setpriv, constants.X_OK);
    return process.platform === 'linux' ? [setpriv, '--pdeathsig', 'KILL', '--'] : [];
  } catch {
    return [];
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

function capture(child: ChildProcess) {
  const listeners: ((line: string) => void)[] = [];
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      chunks.push(chunk);
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) for (const listener of listeners) listener(line);
    });
  }
  return {
    output: () => chunks.join(''),
    onLine: (listener: (line: string) => void) => void listeners.push(listener),
  };
}
