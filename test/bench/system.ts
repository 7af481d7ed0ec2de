/** What is measured: each system as a process of its own (the XMPP server, for the peer), with what it can do. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import type { Target } from './load.ts';

export const SYSTEMS = ['bare', 'ceiling', 'memory', 'redis', 'peer'] as const;
export type SystemName = (typeof SYSTEMS)[number];

/** Writes ready-made stanzas when told. */
export interface StanzaSource {
  make(first: number, count: number): Promise<void>;
  go(): void;
}

export interface System {
  readonly name: SystemName;
  readonly title: string;
  readonly send?: Target;
  readonly batch?: Target;
  readonly ask?: Target;
  readonly source?: StanzaSource;
  /** The domain where it hears messages and posts each to the webhook; `listen` begins that, its result ends it. */
  readonly hears?: { readonly domain: string; listen(): Promise<() => Promise<void>> };
  /** Whose memory is reported, by name. */
  readonly processes: Readonly<Record<string, number>>;
  /** Begins or ends a CPU profile, where profiles are asked for. */
  profile(): Promise<void>;
  stop(): Promise<unknown>;
}

/** What a system is given to work with. */
export interface Surroundings {
  readonly server: XmppServer;
  /** Where a system's component connects. */
  readonly componentPortOf: (name: SystemName) => number;
  /** The bare JID that messages go to. */
  readonly recipient: string;
  /** Where what is heard is posted. */
  readonly hook: string;
  readonly profile?: string;
}

/** Where a system's component connects, as a URL. */
export function serviceOf(name: SystemName, { componentPortOf }: Surroundings): string {
  return `xmpp://127.0.0.1:${componentPortOf(name)}`;
}

/** A component domain for each system, as all are connected at the same time. */
export function domainOf(name: SystemName, server: Pick<XmppServer, 'domain'>): string {
  return `${name}.${server.domain}`;
}

export const JSON_HEADERS = { 'content-type': 'application/json' } as const;

/** What Node is started with: the same for every system, and the same as in the image. */
export function nodeFlags(): string {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start.split(' ').slice(1, -1).join(' ');
}

/** Variables of a Node process, which with a `folder` make it write profiles, and what begins and ends one. */
export function nodeEnv(name: SystemName, folder: string | undefined, pid: () => number) {
  const flags = nodeFlags();
  if (folder === undefined) {
    return { env: { NODE_OPTIONS: flags }, profile: () => Promise.resolve() };
  }
  const preload = new URL('./profile.mjs', import.meta.url).href;
  const stem = join(resolve(folder), name);
  let signals = 0;
  const profile = async () => {
    process.kill(pid(), 'SIGPWR');
    signals += 1;
    if (signals % 2 === 1) return;
    const file = `${stem}-${signals / 2}.cpuprofile`;
    await until(() => existsSync(file), { message: file });
  };
  return {
    env: {
      NODE_OPTIONS: `${flags} --import ${preload}`,
      BENCH_PROFILE: stem,
    },
    profile,
  };
}
