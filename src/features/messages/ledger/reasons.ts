/** Errors that came back, told to a person. Pure. */
import { bare } from '../../../core/jid/jid.ts';
import { stanzaErrorWords } from '../../../core/words/stanza-error-words.ts';
import type { FailureReason, LedgerRecord, Refusal } from './record.ts';

type Sent = Pick<LedgerRecord, 'kind' | 'to' | 'room'>;
type Said = Pick<Refusal, 'by' | 'stanzaError'>;

export function bounceReason(record: Sent, said: Said): FailureReason {
  const { stanzaError } = said;
  return { code: 'stanza-error', detail: refusalWords(record, said), stanzaError };
}

/** Of one device of several, that device is what is told about. */
export function refusalWords({ kind, to, room }: Sent, { by, stanzaError }: Said): string {
  const isDevice = by !== to && by !== bare(to) && bare(by) === bare(to);
  return stanzaErrorWords({ kind, to: isDevice ? by : to, isRoom: room === true }, stanzaError);
}
