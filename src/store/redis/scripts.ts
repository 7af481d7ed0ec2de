import { readFileSync } from 'node:fs';
import type { Client } from './connection.ts';

type Argument = string | number | Buffer;

/** Runs one script of `scripts/`: its file says what goes in and what comes back. */
type Script<Reply = unknown> = (
  keys: readonly string[],
  args: readonly Argument[],
) => Promise<Reply>;

export interface Scripts {
  readonly commit: Script<string>;
  readonly read: Script<string[]>;
  readonly readBack: Script<(string | number)[]>;
  readonly info: Script<
    [incarnation: string, length: number, last: string, first: string, bytes: number]
  >;
  readonly trim: Script<[dropped: number, more: number]>;
  readonly values: Script<(string | null)[]>;
  readonly memory: Script<string>;
  readonly drop: Script;
  readonly acquire: Script<number | null>;
  readonly renew: Script<number>;
  readonly release: Script<number>;
  readonly publish: Script<number>;
  readonly advance: Script<number>;
}

export function defineScripts(client: Client): Scripts {
  return {
    commit: defineScript(client, 'commit'),
    read: defineScript(client, 'read'),
    readBack: defineScript(client, 'read-back'),
    info: defineScript(client, 'info'),
    trim: defineScript(client, 'trim'),
    values: defineScript(client, 'values'),
    memory: defineScript(client, 'memory'),
    drop: defineScript(client, 'drop'),
    acquire: defineScript(client, 'acquire'),
    renew: defineScript(client, 'renew'),
    release: defineScript(client, 'release'),
    publish: defineScript(client, 'publish'),
    advance: defineScript(client, 'advance'),
  };
}

/** The client sends the text once on each connection and its digest from then on. */
function defineScript<Reply>(client: Client, name: string): Script<Reply> {
  const command = `stanzaBridge:${name}`;
  const lua = readScript(name).replace(/^-- INCLUDE (.+)$/m, (_, part: string) => readScript(part));
  client.defineCommand(command, { lua });
  const run = Reflect.get(client, command) as (...args: unknown[]) => Promise<Reply>;
  return (keys, args) => run.call(client, keys.length, keys, args);
}

function readScript(name: string): string {
  return readFileSync(new URL(`scripts/${name}.lua`, import.meta.url), 'utf8');
}
