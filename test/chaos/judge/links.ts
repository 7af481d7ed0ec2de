/** A link that works is kept, however slow the other side is. */
import type { Books, Verdict } from '../books.ts';
import { excusesOf } from './excuses.ts';
import { findings, timeOf } from './finding.ts';

export function judgeLinks({ linkLosses, disturbances }: Books): Verdict {
  const found = findings();
  const excuses = excusesOf(disturbances);
  for (const { at, reason } of linkLosses) {
    found.count('links lost');
    if (excuses.ofLinkLoss(at) !== undefined) continue;
    found.wrong('a link was lost without a cause', `${timeOf(at)}: ${reason}`);
  }
  return found.verdict();
}
