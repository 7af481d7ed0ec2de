/** What the bridge itself says in the end: its log, its ledger, its status. */
import type { EventEnvelope, SendRecord, StatusReport } from '../../src/contract/schemas.ts';
import type { Accepted, LedgerRecord } from './books.ts';
import type { ChaosCaller } from './traffic/caller.ts';

const PAGE = 200;
const AT_ONCE = 16;

export async function readLog(caller: ChaosCaller): Promise<EventEnvelope[]> {
  const events: EventEnvelope[] = [];
  let after = '';
  for (;;) {
    const path = `/v1/events?limit=${PAGE}${after}`;
    const { status, json } = await caller.until({ what: 'log', method: 'GET', path });
    if (status !== 200) throw new Error(`the event log is not read: ${status}`);
    const page = json as { readonly items: readonly EventEnvelope[]; readonly cursor: string };
    if (page.items.length === 0) return events;
    events.push(...page.items);
    after = `&after=${encodeURIComponent(page.cursor)}`;
  }
}

export async function readLedger(
  caller: ChaosCaller,
  accepted: readonly Accepted[],
): Promise<ReadonlyMap<string, LedgerRecord>> {
  const records = new Map<string, LedgerRecord>();
  const rest = accepted.values();
  const read = async () => {
    for (const { id } of rest) {
      const path = `/v1/messages/${id}`;
      const { status, json } = await caller.until({ what: 'ledger', method: 'GET', path });
      if (status === 200) records.set(id, recordOf(json as SendRecord));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, read));
  return records;
}

function recordOf({ status, history, error }: SendRecord): LedgerRecord {
  const times = history.map((entry) => ({ status: entry.status, at: Date.parse(entry.at) }));
  return { status, history: times, ...(error !== undefined && { reason: error.code }) };
}

export async function readStatus(caller: ChaosCaller): Promise<StatusReport> {
  const { json } = await caller.until({ what: 'status', method: 'GET', path: '/v1/status' });
  return json as StatusReport;
}
