/** The HTTP edge over a real hub with a memory store, for one test at a time. */
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect } from 'vitest';
import { createContract } from '../../../src/contract/checks.ts';
import { readContract } from '../../../src/contract/document.ts';
import { createClaims } from '../../../src/features/streams/claims.ts';
import { createStreams } from '../../../src/features/streams/streams.ts';
import { openHub, type HubStage } from '../../features/streams/stage.ts';
import { DOMAIN } from '../../support/webhook-stage.ts';
import { openWs, type WsClient } from '../../support/ws-client.ts';
import { KEY, startApi, type Api } from './api.ts';

export const frameFaults = createContract(readContract()).schema('StreamFrame');
export const AUTH = { authorization: `Bearer ${KEY}` };
export const HI = { to: 'juliet@example.org', body: 'Hi' };

export class WsStage {
  api!: Api;
  hub!: HubStage;
  #clients: WsClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.api = await startApi();
      this.#clients = [];
      this.open();
    });
    afterEach(async () => {
      for (const client of this.#clients) client.cut();
      this.hub.close();
      await this.api.close();
    });
  }

  /** Begins with another hub. */
  open(settings: Parameters<typeof openHub>[0] = {}): void {
    this.hub = openHub(settings);
    const most = { all: 10, perKey: 5 };
    const opened = () => undefined;
    const claims = createClaims(this.hub.store, 'verona');
    const deps = { ...this.hub, claims, domain: DOMAIN, most, isGood: () => true, opened };
    Object.assign(this.api.ports.streams, createStreams(deps));
  }

  port(): number {
    return (this.api.app.server.address() as AddressInfo).port;
  }

  async connect(query = '', headers: Record<string, string> = AUTH): Promise<WsClient> {
    const client = await openWs(`http://127.0.0.1:${this.port()}/v1/events/ws${query}`, headers);
    this.#clients.push(client);
    return client;
  }
}

/** How a connection was closed. Also proves that every frame so far is as the contract says. */
export async function closing(client: WsClient): Promise<{ code: number; reason: string }> {
  const closed = await client.closed;
  for (const frame of client.frames.received) expect(frameFaults(frame)).toEqual([]);
  return closed;
}
