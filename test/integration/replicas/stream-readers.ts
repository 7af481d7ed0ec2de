/** Readers of live streams at an address that leads to whichever replica runs: they go on when theirs is killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../../../client/src/events.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { wsReader, type Address, type Connection } from '../spine/readers.ts';
import type { Copy } from './webhook-load.ts';

export interface StreamReader {
  readonly copies: readonly Copy[];
  stop(): Promise<void>;
}

const RECONNECT_MS = 50;

/** Leads to one replica while it runs, and then to another, as a load balancer would. */
export function openFront(one: BridgeProcess, other: BridgeProcess): Promise<TcpProxy> {
  const portOf = ({ baseUrl }: BridgeProcess) => Number(new URL(baseUrl).port);
  return startTcpProxy(() => portOf(one.running() ? one : other));
}

/** With the client package. */
export function readSse({ baseUrl, apiKey: key }: Address, after: string): StreamReader {
  const copies: Copy[] = [];
  const leave = new AbortController();
  const wanted = { after, events: ['message.received'] as const, signal: leave.signal };
  const reading = (async () => {
    for await (const { id, data } of readEvents({ baseUrl, key, ...wanted })) {
      copies.push({ id, body: (data as Copy).body });
    }
  })();
  return {
    copies,
    async stop() {
      leave.abort();
      await reading;
    },
  };
}

export function readWs(address: Address, after: string): StreamReader {
  const copies: Copy[] = [];
  const connect = wsReader(address);
  let connection: Connection | undefined;
  const leave = new AbortController();
  const readOn = async (place: string): Promise<string> => {
    connection = await connect(place, (read) => copies.push(read));
    if (leave.signal.aborted) connection.cut();
    await connection.closed;
    return connection.cursor();
  };
  const reading = (async () => {
    let place = after;
    while (!leave.signal.aborted) {
      place = await readOn(place).catch(() => place);
      await sleep(RECONNECT_MS);
    }
  })();
  return {
    copies,
    async stop() {
      leave.abort();
      connection?.cut();
      await reading;
    },
  };
}
