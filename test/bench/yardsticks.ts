/** The three systems that ours is compared with. */
import { fileURLToPath } from 'node:url';
import { startChild } from '../support/child.ts';
import type { Child } from '../support/child.ts';
import { freePort } from '../support/free-port.ts';
import { modRestAuthorization } from '../support/mod-rest.ts';
import { until } from '../support/until.ts';
import { BLANK_MARKER } from './marker.ts';
import { bodyText } from './message-text.ts';
import { domainOf, JSON_HEADERS, nodeEnv, serviceOf } from './system.ts';
import type { StanzaSource, Surroundings, System } from './system.ts';

export async function startBare(around: Surroundings): Promise<System> {
  const port = await freePort();
  const domain = domainOf('bare', around.server);
  const { env, profile } = nodeEnv('bare', around.profile, () => child.pid);
  const child = script('bare.ts', {
    ...env,
    BENCH_SERVICE: serviceOf('bare', around),
    BENCH_DOMAIN: domain,
    BENCH_SECRET: around.server.secret,
    BENCH_HTTP_PORT: String(port),
    BENCH_HOOK: around.hook,
  });
  await said(child, 'ready');
  const target = { port, headers: JSON_HEADERS };
  const message = { to: around.recipient, body: bodyText(BLANK_MARKER) };
  const ping = { to: around.server.domain, type: 'get', ping: {} };
  return {
    name: 'bare',
    title: 'bare: Fastify + @xmpp/component',
    send: { ...target, path: '/v1/messages', body: JSON.stringify(message) },
    ask: { ...target, path: '/v1/iq', body: JSON.stringify(ping) },
    hears: { domain, listen: () => Promise.resolve(() => Promise.resolve()) },
    processes: { bare: child.pid },
    profile,
    stop: () => child.kill(),
  };
}

export async function startCeiling(around: Surroundings): Promise<System> {
  const child = script('ceiling.ts', {
    BENCH_PORT: String(around.componentPortOf('ceiling')),
    BENCH_DOMAIN: domainOf('ceiling', around.server),
    BENCH_SECRET: around.server.secret,
    BENCH_TO: around.recipient,
  });
  await said(child, 'ready');
  return {
    name: 'ceiling',
    title: 'ceiling: ready-made stanzas on a raw socket',
    source: sourceOf(child),
    processes: { ceiling: child.pid },
    profile: () => Promise.resolve(),
    stop: () => child.kill(),
  };
}

function sourceOf(child: Child): StanzaSource {
  return {
    async make(first, count) {
      const made = new Promise<void>((resolve) => {
        child.onLine((line) => {
          if (line === 'made') resolve();
        });
      });
      child.stdin.write(`make ${first} ${count}\n`);
      await made;
    },
    go: () => void child.stdin.write('go\n'),
  };
}

/** What the server itself has for HTTP. */
export function peerOf(around: Surroundings): System {
  return around.server.kind === 'prosody' ? modRestOf(around) : sendMessageOf(around);
}

/** ejabberd's own HTTP API; it answers 200 with `0`. */
function sendMessageOf({ server, recipient }: Surroundings): System {
  const message = {
    type: 'chat',
    from: `peer@${server.domain}`,
    to: recipient,
    subject: '',
    body: bodyText(BLANK_MARKER),
  };
  const send = {
    port: server.httpPort,
    path: '/api/send_message',
    headers: JSON_HEADERS,
    body: JSON.stringify(message),
  };
  return {
    name: 'peer',
    title: 'peer: ejabberd mod_http_api send_message',
    send,
    processes: {},
    profile: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

/** The packaged mod_rest of Debian 13; it answers 202 without a body. */
function modRestOf({ server, recipient }: Surroundings): System {
  const authorization = modRestAuthorization(server, 'nurse');
  const headers = { ...JSON_HEADERS, authorization };
  const target = { port: server.httpPort, path: '/rest', headers };
  const message = { kind: 'message', type: 'chat', to: recipient, body: bodyText(BLANK_MARKER) };
  const ping = { kind: 'iq', type: 'get', to: server.domain, ping: true };
  return {
    name: 'peer',
    title: 'peer: Prosody mod_rest',
    send: { ...target, body: JSON.stringify(message) },
    ask: { ...target, body: JSON.stringify(ping) },
    hears: {
      domain: domainOf('peer', server),
      listen: () => Promise.resolve(() => Promise.resolve()),
    },
    processes: {},
    profile: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

function script(file: string, env: Record<string, string>): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return startChild('node', ['--import', 'tsx', path], { env: { ...process.env, ...env } });
}

async function said(child: Child, word: string): Promise<void> {
  const ready = () => {
    if (!child.running()) throw new Error(`a yardstick ended at once:\n${child.output()}`);
    return child.output().split('\n').includes(word);
  };
  await until(ready, { timeout: 15_000, message: () => `${word} in: ${child.output()}` });
}
