import type { EventFilter } from '../events/filter.ts';
import type { LoggedEvent } from '../events/logged-event.ts';

export interface Match {
  /** The events that pass, in their order. */
  readonly wanted: readonly LoggedEvent[];
  /** Comparisons that were made now; 0 where the same had been asked before. */
  readonly compared: number;
}

/**
 * Which of some events pass which filter. Listeners that ask for the same share the answer; one that names its identities
 * is compared with the events of these only.
 */
export function createMatches(events: readonly LoggedEvent[]): {
  readonly of: (filter: EventFilter) => Match;
} {
  const known = new Map<string, readonly LoggedEvent[]>();
  const byIdentity = new Map<string, LoggedEvent[]>();
  for (const logged of events) {
    const { identity } = logged.head;
    const its = byIdentity.get(identity);
    if (its === undefined) byIdentity.set(identity, [logged]);
    else its.push(logged);
  }
  const candidates = ({ only }: EventFilter): readonly LoggedEvent[] => {
    if (only === undefined || only.size > events.length) return events;
    const named = [...only].filter((identity) => byIdentity.has(identity));
    if (named.length > 1) return events.filter(({ head }) => only.has(head.identity));
    return byIdentity.get(named[0] ?? '') ?? [];
  };
  return {
    of(filter) {
      const before = known.get(filter.text);
      if (before !== undefined) return { wanted: before, compared: 0 };
      const compared = candidates(filter);
      const wanted = compared.filter(({ head }) => filter(head));
      known.set(filter.text, wanted);
      return { wanted, compared: compared.length * (1 + filter.patterns) };
    },
  };
}
