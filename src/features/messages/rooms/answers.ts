/** Whether rooms have answered messages that they got: reflected them, or refused them. */
import { LOG_START, type Space } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';
import { isUnsettled } from '../ledger/message-state.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import { decodeRecord } from '../ledger/record-form.ts';
import { decodeAcknowledged, isAwaited, UNREFLECTED_LOG } from './unreflected.ts';

/** A message into a room, and how often it had been sent in vain when it left. */
export type Sent = Required<Pick<LedgerRecord, 'id' | 'tries'>>;

/** Both throw `store-unavailable`. */
export interface RoomAnswers {
  /** How many of them may still be answered. */
  missing(sent: readonly Sent[]): Promise<number>;
  /** What the server acknowledged a moment ago, whoever sent it, and may still be answered: `most` at most, oldest first. */
  awaited(most: number): Promise<readonly LedgerRecord[]>;
}

export interface RoomAnswersDeps extends Pick<Runtime, 'store' | 'now'> {
  readonly ledger: Space;
}

/** What was acknowledged earlier is not answered any more, or by a room in great trouble. */
const LATELY_MS = 15_000;
const PAGE = 512;

export function createRoomAnswers({ store, ledger, now }: RoomAnswersDeps): RoomAnswers {
  const recordsOf = async (ids: readonly string[]) =>
    (await store.getMany(ledger, ids)).map((found) => found && decodeRecord(found.value));
  return {
    async missing(sent) {
      const records = await recordsOf(sent.map(({ id }) => id));
      return sent.filter(({ tries }, index) => mayBeAnswered(records[index], tries)).length;
    },
    async awaited(most) {
      const ids: string[] = [];
      for (let after = LOG_START; ;) {
        const { entries } = await store.read(UNREFLECTED_LOG, after, PAGE);
        const lately = entries.map(decodeAcknowledged).filter(({ at }) => at >= now() - LATELY_MS);
        ids.push(...lately.flatMap((entry) => entry.ids));
        after = entries.at(-1)?.position ?? after;
        if (entries.length < PAGE) break;
      }
      const records = await recordsOf(ids.slice(-most));
      return records.filter((record) => record !== undefined).filter(isAwaited);
    },
  };
}

function mayBeAnswered(record: LedgerRecord | undefined, triesBefore: number): boolean {
  if (record === undefined || (record.tries ?? 0) > triesBefore) return false;
  return isUnsettled(record.status) || isAwaited(record);
}
