/** A sender on a memory store and a paper link, with clocks that the test sets. */
import type { Caller } from '../../../src/core/caller.ts';
import { SCOPES } from '../../../src/core/caller.ts';
import { ledgerSpace } from '../../../src/features/messages/ledger/ledger.ts';
import type { LedgerRecord } from '../../../src/features/messages/ledger/record.ts';
import { createOutbox, type Outbox } from '../../../src/features/messages/outbox/outbox.ts';
import { shownStatus } from '../../../src/features/messages/ledger/message-state.ts';
import { partitionLog } from '../../../src/features/messages/outbox/partition.ts';
import { startSender, type Sender } from '../../../src/features/messages/outbox/sender.ts';
import { createSettlement } from '../../../src/features/messages/outbox/settlement.ts';
import type { StatusNews } from '../../../src/features/messages/ledger/status-news.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { element } from '../../../src/core/element.ts';
import { createRequeue } from '../../../src/features/messages/rooms/requeue.ts';
import type { Door } from '../../../src/features/messages/rooms/room-port.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { PaperLink } from './paper-link.ts';

const CALLER: Caller = { keyId: 'bootstrap', identities: ['*'], scopes: new Set(SCOPES) };
export const LEDGER = ledgerSpace(60_000);
export const LOG = partitionLog(0);
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

export class SenderStage {
  /** Milliseconds since 1970, and of the clock that never jumps. */
  now = 1_000;
  monotonic = 0;
  link = new PaperLink();
  store: Store = createMemoryStore({ now: () => this.now });
  /** `<id> <status>`, for each event that was stored. */
  readonly told: string[] = [];
  readonly outbox: Outbox = createOutbox({
    store: this.store,
    ledger: LEDGER,
    appending: (_, commit) => commit('outbox:0'),
    domain: 'bridge.example.org',
    now: () => this.now,
    room: { refusal: () => undefined, took: () => undefined },
    logger: QUIET,
  });
  /** Whether alerts@bridge.example.org is in the balcony. */
  door: Door = { is: 'open', stay: 1 };
  #sender: Sender | undefined;

  async start(holder = 'replica-a'): Promise<void> {
    const grant = await this.store.acquire('outbox', holder, 60_000_000);
    const fence = { do: 'fence', lease: 'outbox', holder, epoch: grant?.epoch ?? 0 } as const;
    const { store, link } = this;
    const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
    const common = { store, log: LOG, now: () => this.now, sleep };
    const statusEvent = (record: LedgerRecord) => this.#statusEvent(record);
    const settlement = createSettlement({ ...common, ledger: LEDGER, fence, statusEvent });
    const monotonic = () => this.monotonic;
    this.#sender = startSender({
      ...{ ...common, link, settlement, monotonic },
      isHeld: () => true,
      doors: (places) => Promise.resolve(places.map(() => this.door)),
      count: () => undefined,
      logger: QUIET,
    });
  }

  /** Asks the sender to take back what was accepted; `after`: ms before now at which it was, by another clock. */
  async cancel(id: string, createdAt = this.now) {
    return this.#sender?.cancel({ id, createdAt });
  }

  async stop(): Promise<void> {
    await this.#sender?.stop();
    this.#sender = undefined;
  }

  /** As if the replica had died: its sender settles nothing more, and leaves what it last noted. */
  async handLeaseOver(from: string): Promise<void> {
    const grant = await this.store.holder('outbox');
    await this.store.release('outbox', from, grant?.epoch ?? 0);
  }

  async close(): Promise<void> {
    this.link.drop();
    await this.stop();
    await this.store.close();
  }

  /** Lets so much time pass, by both clocks. */
  pass(ms: number): void {
    this.now += ms;
    this.monotonic += ms;
  }

  async accept(id: string, ttlMs = 5_000): Promise<void> {
    const to = 'juliet@example.org';
    const from = 'bridge.example.org';
    const xml = `<message id='${id}'/>`;
    await this.outbox.accept({ id, caller: CALLER, kind: 'message', from, to, xml, ttlMs });
  }

  /** A message into the balcony. */
  async say(id: string, ttlMs = 5_000): Promise<void> {
    const [from, to] = ['alerts@bridge.example.org/bridge', 'balcony@rooms.example.org'];
    const xml = `<message id='${id}'/>`;
    const kind = 'message' as const;
    await this.outbox.accept({ id, caller: CALLER, kind, from, to, xml, ttlMs, isHeld: true });
  }

  /** The room did not take it. */
  refuse(id: string): Promise<boolean> {
    const appending = <T>(_: string, commit: (log: string) => Promise<T>) => commit(LOG);
    const { store, now } = this;
    const requeue = createRequeue({ store, ledger: LEDGER, appending, now: () => now });
    const condition = element('not-acceptable', 'urn:ietf:params:xml:ns:xmpp-stanzas');
    const error = element('error', NS_CLIENT, { type: 'cancel' }, [condition]);
    const [from, to] = ['balcony@rooms.example.org', 'alerts@bridge.example.org/bridge'];
    return requeue(element('message', NS_CLIENT, { id, from, to, type: 'error' }, [error]));
  }

  record(id: string): Promise<LedgerRecord | undefined> {
    return this.outbox.find(CALLER, id);
  }

  async waiting(): Promise<number> {
    return (await this.store.info(LOG)).length;
  }

  writes(id: string): number {
    return this.link.written.filter((xml) => xml === `<message id='${id}'/>`).length;
  }

  #statusEvent({ id, status }: LedgerRecord): StatusNews {
    const value = `${id} ${shownStatus(status)}`;
    const stored = () => void this.told.push(value);
    return { change: { do: 'append', log: 'events', value }, stored };
  }
}
