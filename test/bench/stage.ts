/** One XMPP server with everything around it: users, receiver, Redis, and all systems connected at the same time. */
import { startEjabberd } from '../support/ejabberd.ts';
import { freePorts } from '../support/free-port.ts';
import { withModRest } from '../support/mod-rest.ts';
import { startRedis } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { startServer } from '../support/servers.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { connectCounter } from './c2s-counter.ts';
import type { C2sCounter } from './c2s-counter.ts';
import type { BenchOptions, ServerName } from './options.ts';
import { startOurs } from './ours.ts';
import { startPostReceiver } from './post-receiver.ts';
import { domainOf } from './system.ts';
import type { Surroundings, System, SystemName } from './system.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import { peerOf, startBare, startCeiling } from './yardsticks.ts';

export interface Stage {
  readonly server: ServerName;
  readonly systems: readonly System[];
  /** What arrived at the XMPP client. */
  readonly inbox: Tally;
  /** What arrived at the webhook's receiver. */
  readonly posts: Tally;
  /** The user who writes to the systems. */
  readonly writer: C2sCounter;
  stop(): Promise<void>;
}

type Stop = () => unknown;

const COMPONENTS: readonly SystemName[] = ['bare', 'ceiling', 'memory', 'redis'];
const SECRET = 's3cret';
const DOMAIN = 'example.org';

export async function openStage(name: ServerName, options: BenchOptions): Promise<Stage> {
  const stops: Stop[] = [];
  const stop = async () => {
    for (const end of stops.reverse()) await Promise.resolve(end());
  };
  try {
    return { server: name, ...(await open(name, options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  name: ServerName,
  options: BenchOptions,
  stops: Stop[],
): Promise<Omit<Stage, 'server' | 'stop'>> {
  const [inbox, posts] = [createTally(), createTally()];
  const receiver = await startPostReceiver((number) => posts.mark(number));
  stops.push(() => receiver.stop());
  const { server, componentPortOf } = await startForAll(name, receiver.url);
  stops.push(() => server.stop());
  const redis = await startRedis({ settings: { appendfsync: 'everysec' } });
  stops.push(() => redis.stop());
  const reader = await connectCounter({
    server,
    user: 'juliet',
    found: (number) => inbox.mark(number),
  });
  stops.push(() => reader.close());
  const writer = await connectCounter({ server, user: 'romeo', found: () => undefined });
  stops.push(() => writer.close());

  const around: Surroundings = {
    server,
    componentPortOf,
    recipient: reader.jid,
    hook: receiver.url,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  };
  const systems: System[] = [];
  for (const start of startsOf(name, options.systems)) {
    const system = await start(around, redis);
    systems.push(system);
    stops.push(() => system.stop());
  }
  return { systems, inbox, posts, writer };
}

function startsOf(server: ServerName, chosen: readonly SystemName[]) {
  const starts: Record<SystemName, (around: Surroundings, redis: RedisServer) => Promise<System>> =
    {
      bare: startBare,
      ceiling: startCeiling,
      peer: (around) => Promise.resolve(peerOf(around)),
      memory: (around) => startOurs(around),
      redis: startOurs,
    };
  return chosen
    .filter((name) => name !== 'peer' || server !== 'prosody')
    .map((name) => starts[name]);
}

/** `hook`: where the peer posts what it hears. */
async function startForAll(name: ServerName, hook: string) {
  if (name === 'ejabberd') return startEjabberdForAll();
  return startProsodyForAll(name, name === 'prosody@13' ? hook : undefined);
}

interface ServerForAll {
  readonly server: XmppServer;
  readonly componentPortOf: Surroundings['componentPortOf'];
}

async function startProsodyForAll(
  name: 'prosody' | 'prosody@13',
  hook: string | undefined,
): Promise<ServerForAll> {
  const section = (name: SystemName) =>
    `Component "${domainOf(name, { domain: DOMAIN })}"\n  component_secret = "${SECRET}"\n`;
  const peer = hook === undefined ? {} : withModRest({ domain: DOMAIN, callback: heardAt(hook) });
  const componentConfig = COMPONENTS.map(section).join('') + (peer.componentConfig ?? '');
  const prosody = { ...peer, componentConfig };
  const server = await startServer(name, { domain: DOMAIN, secret: SECRET, prosody });
  return { server, componentPortOf: () => server.componentPort };
}

function heardAt(url: string) {
  const domain = domainOf('peer', { domain: DOMAIN });
  return { domain, url, type: 'application/json' };
}

/** A listener for each: a component of ejabberd is sent what is for any host of its listener. */
async function startEjabberdForAll(): Promise<ServerForAll> {
  const ports = await freePorts(COMPONENTS.length);
  const componentPortOf = (name: SystemName) => ports[COMPONENTS.indexOf(name)] ?? 0;
  const listener = (name: SystemName) => `
  - port: ${componentPortOf(name)}
    ip: "127.0.0.1"
    module: ejabberd_service
    access: all
    shaper: none
    hosts:
      "${domainOf(name, { domain: DOMAIN })}":
        password: "${SECRET}"`;
  const extraConfig = `listen:${COMPONENTS.map(listener).join('')}\n`;
  const server = await startEjabberd({ domain: DOMAIN, secret: SECRET, extraConfig });
  return { server, componentPortOf };
}
