/** Why a stanza cannot be cancelled any more, for whoever asked. Pure. */
import { BridgeError } from '../../../core/errors.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import type { MessageState } from '../ledger/message-state.ts';

const WORDS: Readonly<Record<MessageState, string>> = {
  // Asked only where its sender says that it is not in the outbox alone.
  queued:
    'It was written, or may have been written, to a link to the XMPP server that has not acknowledged it yet: it may arrive.',
  sent: 'It was sent: it was written to the link to the XMPP server.',
  acknowledged: 'It was sent: the XMPP server has acknowledged it.',
  unconfirmed: 'It has failed already, and may have arrived: it is not sent again.',
  refused: 'It was sent, and refused by one of those who may have it.',
  delivered: 'It was delivered.',
  displayed: 'It was delivered and displayed.',
  failed: 'It has failed already: it is not sent again.',
};

/** The status in words; undefined where it was cancelled. */
export function cannotCancel(record: LedgerRecord): BridgeError | undefined {
  const { status, error } = record;
  if (error?.code === 'cancelled') return undefined;
  return new BridgeError('conflict', `This cannot be cancelled any more. ${WORDS[status]}`);
}
