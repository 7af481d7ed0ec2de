import type { Logger } from '../../observe/logger.ts';
import type { Excess } from '../../stanza/bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Clock } from '../clock.ts';

const EVERY_MS = 10_000;

/** Logs stanzas over a limit, once in a while: a sender of one may send thousands. */
export function createOversizeLog(logger: Logger, clock: Clock) {
  let loggedAt = -Infinity;
  let notLogged = 0;
  return (root: XmlElement | undefined, { bound, limit, setting }: Excess): void => {
    const now = clock.elapsed();
    if (now - loggedAt < EVERY_MS) {
      notLogged += 1;
      return;
    }
    const { id, from } = root?.attributes ?? {};
    const fields = { bound, over: limit, setting, from, kind: root?.name, stanza: id, notLogged };
    logger.warn(fields, 'an incoming stanza is over a bound and refused');
    loggedAt = now;
    notLogged = 0;
  };
}
