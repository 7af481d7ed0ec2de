#!/usr/bin/env node
/** `stanza-bridge`: the commands of `cli/`, of which `serve` is the bridge itself. */
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { startApp } from './app/app.ts';
import { readVersion } from './app/runtime.ts';
import { linkedReplica } from './link/registry.ts';
import { serveWith } from './app/serve.ts';
import { runCli } from './cli/cli.ts';
import { USER_FILES } from './cli/user-files.ts';
import { processSurroundings } from './config/sources.ts';

const interrupted = new AbortController();
const interrupt = () => {
  interrupted.abort();
};

// `| head` takes no more: that is no fault.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? 0 : 1);
});

const surroundings = processSurroundings();

runCli(
  process.argv.slice(2),
  {
    ...surroundings,
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    now: Date.now,
    random: randomBytes,
    stdin: () => text(process.stdin),
    hasColours: process.stdout.isTTY && process.stdout.hasColors() && !surroundings.env['NO_COLOR'],
    userFiles: USER_FILES,
    /** Only who asks for it takes Ctrl-C from Node; `serve` has its own way to stop. */
    get signal() {
      if (process.listenerCount('SIGINT', interrupt) === 0) process.on('SIGINT', interrupt);
      return interrupted.signal;
    },
  },
  { serve: serveWith(startApp), linkedReplica, version: readVersion },
).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exit(1);
  },
);
