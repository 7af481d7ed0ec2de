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

/** A position as a log writes it: milliseconds and a number among those of that millisecond, neither with a leading 0. */
const CURSOR = /^([\x21-\x7e]+) ((?:0|[1-9]\d*)-(?:0|[1-9]\d*))$/;

/** Throws `invalid-request` at `pointer` for a text that no `encodeCursor` wrote. */
export function decodeCursor(text: string, pointer = '/after'): Cursor {
  const plain = /^[\w-]+$/.test(text) ? Buffer.from(text, 'base64url').toString() : '';
  const [, incarnation, position] = CURSOR.exec(plain) ?? [];
  if (incarnation === undefined || position === undefined || !isInRange(position)) {
    throw badCursor(pointer, 'This is not a cursor; use one that the bridge returned, unchanged.');
  }
  return { incarnation, position };
}

/** Numbers of a position are compared as numbers; a larger one is of no log. */
function isInRange(position: string): boolean {
  return position.split('-').every((part) => Number(part) <= Number.MAX_SAFE_INTEGER);
}

/** A position that the log cannot have reached: the store would have had to be ahead of its own clock. */
export function neverWritten(pointer: string): BridgeError {
  return badCursor(
    pointer,
    'This cursor is beyond the end of the event log, so the bridge never returned it. ' + GO_ON,
  );
}

function badCursor(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}

/** A client that keeps its last cursor would otherwise come back with it for ever. */
const GO_ON =
  'To continue, connect without Last-Event-ID, and with after=oldest for what is still kept or after=now for what comes next; a consumer is moved with PUT /v1/consumers/{name}.';

const LOST = {
  trimmed: 'The events after this cursor are no longer kept.',
  ahead: 'This cursor is after the newest event: the store lost events, as after a failover.',
};

export function historyLost(loss: keyof typeof LOST = 'trimmed'): BridgeError {
  return new BridgeError('history-lost', `${LOST[loss]} ${GO_ON}`);
}
