/**
 * A real XMPP user on slixmpp: another language, another XML parser, nothing shared with the bridge. It proves what
 * arrives on the wire. `send` passes text through as it is, wrong XML too.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import { ArrivalList } from './inbox.ts';
import { within } from './until.ts';
import { writeXml } from './xml-tree.ts';
import { passwordOf, toReceived } from './xmpp-client.ts';
import type { ClientOptions, Received, XmppClient } from './xmpp-client.ts';

const PROGRAM = fileURLToPath(new URL('slixmpp-client.py', import.meta.url));

/** Debian's slixmpp belongs to Debian's Python, which need not be the first one in the path. */
export const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** What slixmpp's own plug-ins find out. */
export interface Slixmpp extends XmppClient {
  ask(
    what: 'caps' | 'avatar' | 'vcard' | 'subscribe' | 'commands' | 'info' | 'run',
    jid: string,
    more?: object,
  ): Promise<unknown>;
  /** Offers a command of three forms, with the plug-ins xep_0004 and xep_0050. */
  offer(node: string): Promise<void>;
}

interface Report {
  event: 'online' | 'stanza' | 'failed' | 'closed' | 'answer';
  ref?: number;
  value?: unknown;
  jid?: string;
  xml?: string;
  reason?: string;
}

export async function connectSlixmpp(
  options: ClientOptions & { readonly plugins?: readonly string[] },
): Promise<Slixmpp> {
  const { server, user, resource, presence = true, plugins = [] } = options;
  const address = `${user}@${server.domain}${resource === undefined ? '' : `/${resource}`}`;
  const arrivals = new ArrivalList<Received>(`${address} (slixmpp)`);
  const child = startChild(PYTHON, [
    ...['-u', PROGRAM, address, passwordOf(options), String(server.c2sPort)],
    presence ? 'presence' : 'no-presence',
    ...plugins,
  ]);
  const answers = new Map<number, (value: unknown) => void>();
  let asked = 0;
  child.onLine((line) => {
    if (!line.startsWith('{"event": "answer"')) return;
    const { ref = 0, value } = JSON.parse(line) as Report;
    answers.get(ref)?.(value);
  });
  const jid = await within(online(child, arrivals), 15_000, `slixmpp login of ${user}`).catch(
    async (error: unknown) => {
      await child.kill();
      throw new Error(`${String(error)}\n${child.output()}`);
    },
  );
  const order = (what: object) => void child.stdin.write(`${JSON.stringify(what)}\n`);
  return {
    jid,
    received: arrivals.received,
    waitFor: (predicate, timeout) => arrivals.waitFor(predicate, timeout),
    next: (predicate, timeout) => arrivals.next(predicate, timeout),
    send(stanza) {
      order({ do: 'send', xml: typeof stanza === 'string' ? stanza : writeXml(stanza) });
      return Promise.resolve();
    },
    ask(what, jid, more = {}) {
      asked += 1;
      const ref = asked;
      const answer = new Promise((resolve) => answers.set(ref, resolve));
      order({ do: 'ask', ref, what, jid, ...more });
      return within(answer, 15_000, `slixmpp to find out the ${what} of ${jid}`);
    },
    async offer(node) {
      const offered = new Promise((resolve) => answers.set(0, resolve));
      order({ do: 'offer', node });
      await within(offered, 15_000, `slixmpp to offer ${node}`);
    },
    async close() {
      order({ do: 'close' });
      await within(child.exited, 4_000, 'slixmpp to leave').catch(() => child.kill());
    },
  };
}

function online(child: Child, arrivals: ArrivalList<Received>): Promise<string> {
  return new Promise((resolve, reject) => {
    child.onLine((line) => {
      if (!line.startsWith('{"event"')) return;
      const report = JSON.parse(line) as Report;
      if (report.event === 'online') resolve(report.jid ?? '');
      // ElementTree writes a prefix wherever there is a namespace.
      if (report.event === 'stanza') arrivals.add(toReceived(report.xml ?? '', ''));
      if (report.event === 'failed') reject(new Error(report.reason));
    });
    void child.exited.then((reason) => reject(new Error(`slixmpp ended: ${reason}`)));
  });
}
