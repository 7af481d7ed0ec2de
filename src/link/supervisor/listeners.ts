import type { Logger } from '../../observe/logger.ts';
import type { LinkListener } from '../link.ts';

export const NOBODY: LinkListener = {
  stanza: () => undefined,
  ownReply: () => undefined,
  isAwaited: () => false,
  answerTooLarge: () => undefined,
  up: () => undefined,
  down: () => undefined,
  mayWrite: () => true,
  mayReconnect: () => true,
};

/** The same listener; what it throws when it is told of a change is logged. */
export function guarded(listener: LinkListener, logger: Logger): LinkListener {
  const tell = (what: string, tellIt: () => void) => {
    try {
      tellIt();
    } catch (error) {
      const fields = { reason: String(error), what };
      logger.error(fields, 'nobody could be told of a change of the link');
    }
  };
  return {
    ...listener,
    up: () => tell('up', () => listener.up()),
    down: (reason, loss) => tell('down', () => listener.down(reason, loss)),
  };
}
