import type { ProblemBody } from '../contract/schemas.ts';
import { BridgeError } from '../core/errors.ts';
import { historyLost } from '../features/events/cursor.ts';
import type { EndReason } from '../core/live.ts';
import { problemOf } from '../core/problem.ts';

/** What a stream says before it ends; nothing where connecting again is all there is to do. */
export function endingProblem(reason: EndReason, instance: string): ProblemBody | undefined {
  const error = errorOf(reason);
  return error && problemOf(error, instance);
}

function errorOf(reason: EndReason): BridgeError | undefined {
  switch (reason) {
    case 'history-lost':
      return historyLost();
    case 'revoked':
      return new BridgeError('unauthorized', 'This key may no longer read events.');
    case 'replaced':
      return new BridgeError('conflict', 'Another connection reads as this consumer now.');
    case 'other-filter':
      return new BridgeError(
        'conflict',
        'The other connections of this consumer ask for other events.',
      );
    case 'slow':
    case 'draining':
      return undefined;
  }
}
