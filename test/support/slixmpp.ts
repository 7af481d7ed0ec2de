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

interface Report {
  event: 'online' | 'stanza' | 'failed' | 'closed';
  jid?: string;
  xml?: string;
  reason?: string;
}

export async function connectSlixmpp(options: ClientOptions): Promise<XmppClient> {
  const { server, user, resource, presence = true } = options;
  const address = `${user}@${server.domain}${resource === undefined ? '' : `/${resource}`}`;
  const arrivals = new ArrivalList<Received>(`${address} (slixmpp)`);
  const child = startChild(PYTHON, [
    ...['-u', PROGRAM, address, passwordOf(options), String(server.c2sPort)],
    presence ? 'presence' : 'no-presence',
  ]);
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
