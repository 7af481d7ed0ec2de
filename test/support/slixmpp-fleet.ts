/** Devices on slixmpp, many in one process: see `slixmpp-fleet.py`. */
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { PYTHON } from './slixmpp.ts';
import { within } from './until.ts';
import type { User, XmppServer } from './xmpp-server.ts';

const PROGRAM = fileURLToPath(new URL('slixmpp-fleet.py', import.meta.url));

export interface Device {
  readonly name: string;
  readonly does: 'answer' | 'refuse' | 'silent';
}

/** What a device was told by an IQ of `urn:verona:device`. */
export interface Heard {
  readonly jid: string;
  readonly type: string;
  readonly xml: string;
}

export interface Fleet {
  /** Full JIDs, in the order of the devices. */
  readonly jids: readonly string[];
  readonly heard: readonly Heard[];
  stop(): Promise<void>;
}

export function devicesOf(count: number, does: (index: number) => Device['does']): Device[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `device-${String(index).padStart(3, '0')}`,
    does: does(index),
  }));
}

/** The accounts that a server needs for them. */
export function accountsOf(devices: readonly Device[]): User[] {
  return devices.map(({ name }) => ({ name, password: `${name}-pw` }));
}

/** Resolves when all of them are online. */
export async function startFleet(
  server: XmppServer,
  devices: readonly Device[],
  contact?: string,
): Promise<Fleet> {
  const order = { domain: server.domain, port: server.c2sPort, devices, contact: contact ?? null };
  const child = startChild(PYTHON, ['-u', PROGRAM, JSON.stringify(order)]);
  const heard: Heard[] = [];
  const online = new Set<string>();
  const allOnline = new Promise<void>((resolve, reject) => {
    child.onLine((line) => {
      if (!line.startsWith('{"event"')) return;
      const report = JSON.parse(line) as Heard & { readonly event: string; reason?: string };
      if (report.event === 'heard') heard.push(report);
      if (report.event === 'failed') reject(new Error(report.reason));
      if (report.event === 'online' && online.add(report.jid).size === devices.length) resolve();
    });
    void child.exited.then((reason) => reject(new Error(`the devices ended: ${reason}`)));
  });
  await within(allOnline, 120_000, `login of ${devices.length} devices`).catch(
    async (error: unknown) => {
      await child.kill();
      throw new Error(`${String(error)}, ${online.size} online\n${child.output().slice(-2_000)}`);
    },
  );
  return {
    jids: devices.map(({ name }) => `${name}@${server.domain}/device`),
    heard,
    stop: () => child.kill(),
  };
}
