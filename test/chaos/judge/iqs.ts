/** Each IQ of a user that the bridge took has one answer. */
import type { Books, Verdict } from '../books.ts';
import { excusesOf } from './excuses.ts';
import { findings, timeOf } from './finding.ts';

/** So long an answer may be on its way to the user. */
const ANSWERED_MS = 30_000;

export function judgeIqs({ iqs, disturbances, handedOver }: Books): Verdict {
  const found = findings();
  const excuses = excusesOf(disturbances);
  const isServerKilled = (at: number) =>
    disturbances.some(
      ({ what, who, from, to }) =>
        what === 'kill' && who === 'server' && to >= at && from <= at + ANSWERED_MS,
    );
  for (const { id, at } of iqs.asked) {
    found.count('IQs of users');
    const [answer, ...copies] = iqs.answers.get(id) ?? [];
    const name = `${id}, asked ${timeOf(at)}`;
    for (const copy of copies) {
      // An answer waits in the outbox and goes again with all that was not acknowledged.
      if (excuses.ofLinkLoss(copy)) found.count('copies of answers');
      else found.wrong('an IQ of a user answered twice', `${name}, again ${timeOf(copy)}`);
    }
    if (answer !== undefined) {
      found.count('answered');
      continue;
    }
    const excuse = isServerKilled(at)
      ? 'server killed'
      : iqs.logged.has(id)
        ? undefined
        : excuses.ofIncoming(at, handedOver.get(id) ?? []);
    if (excuse === undefined) {
      const where = iqs.logged.has(id) ? 'it is in the log' : 'it is not in the log';
      found.wrong('an IQ of a user without an answer', `${name}: ${where}`);
    } else found.count(`unanswered: ${excuse}`);
  }
  return found.verdict();
}
