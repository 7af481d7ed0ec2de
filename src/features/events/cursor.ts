/**
 * A cursor is a place in the event log, and the log it is a place in: when the store came back empty,
 * positions begin again and an old one would skip events in silence.
 */
import { BridgeError } from '../../core/errors.ts';

export interface Cursor {
  readonly incarnation: string;
  readonly position: string;
}

/** Opaque, safe in a URL and in a header. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.incarnation} ${cursor.position}`).toString('base64url');
}

/** Throws `invalid-request` at `pointer` for a text that no `encodeCursor` wrote. */
export function decodeCursor(text: string, pointer = '/after'): Cursor {
  const plain = /^[\w-]+$/.test(text) ? Buffer.from(text, 'base64url').toString() : '';
  const [, incarnation, position] = /^([\x21-\x7e]+) (\d+-\d+)$/.exec(plain) ?? [];
  if (incarnation === undefined || position === undefined) {
    const detail = 'This is not a cursor; use one that the bridge returned, unchanged.';
    throw new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
  }
  return { incarnation, position };
}

const LOST = {
  trimmed:
    'The events after this cursor are no longer kept. Read without a cursor to continue from the oldest event.',
  ahead:
    'This cursor is after the newest event: the store lost events, as after a failover. Read after `now` to continue.',
};

export function historyLost(loss: keyof typeof LOST = 'trimmed'): BridgeError {
  return new BridgeError('history-lost', LOST[loss]);
}
