/** sent = delivered at the XMPP client + explicitly failed; nothing lost; a duplicate carries an id already seen. */
import type { SendRecord } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import type { Caller } from './load.ts';
import type { RawUser } from './raw-user.ts';

export interface Accounting {
  readonly sent: number;
  readonly delivered: number;
  /** Records that say `failed`. */
  readonly failed: number;
  /** Accepted, and neither delivered nor failed. */
  readonly lost: readonly SendRecord[];
  /** Accepted, not delivered, and without a record: the store itself lost it. */
  readonly forgotten: number;
  /** Arrivals of an id that had arrived before. */
  readonly duplicates: number;
  /** Arrivals under another id than the one that 202 gave. */
  readonly strangers: number;
}

/** To be called when nothing more is sent: a last message proves that all before it have arrived or never will. */
export async function settleAccounts(
  caller: Caller,
  recipient: RawUser,
  api: ApiClient,
): Promise<Accounting> {
  const proof = `proof ${caller.accepted.size}`;
  await caller.send(recipient.jid, proof);
  await recipient.arrived(proof, 45_000);
  const seen = new Set(recipient.arrivals.map(({ id }) => id));
  const missing = [...caller.accepted.values()].filter((id) => !seen.has(id));
  const records = (await Promise.all(missing.map((id) => recordOf(api, id)))).flat();
  const failed = records.filter(({ status }) => status === 'failed').length;
  return {
    sent: caller.accepted.size,
    delivered: caller.accepted.size - missing.length,
    failed,
    lost: records.filter(({ status }) => status !== 'failed'),
    forgotten: missing.length - records.length,
    duplicates: recipient.arrivals.length - seen.size,
    strangers: recipient.arrivals.filter(({ id, body }) => caller.accepted.get(body) !== id).length,
  };
}

/** The record, if there is one. */
async function recordOf(api: ApiClient, id: string): Promise<SendRecord[]> {
  const { status, json, text } = await api.get(`/v1/messages/${id}`);
  if (status === 404) return [];
  if (status !== 200) throw new Error(`the ledger does not tell of ${id}: ${status} ${text}`);
  return [json as SendRecord];
}

/** The longest time between two arrivals, ms. */
export function longestGap({ arrivals }: RawUser): number {
  return arrivals.reduce(
    (longest, { at }, index) => Math.max(longest, at - (arrivals[index - 1]?.at ?? at)),
    0,
  );
}

/** For whoever reads the log of a run: what was measured, on one line. */
export function tell(what: string, measured: object): void {
  console.info(`${what}: ${JSON.stringify(measured)}`);
}
