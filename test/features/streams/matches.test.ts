import { describe, expect, it } from 'vitest';
import { conversationEvent } from '../../../src/features/events/event.ts';
import { eventFilter, type EventWishes } from '../../../src/features/events/filter.ts';
import { LoggedEvent } from '../../../src/features/events/logged-event.ts';
import { createMatches } from '../../../src/features/streams/matches.ts';
import { BOOTSTRAP, DOMAIN } from '../../support/webhook-stage.ts';

function heard(count: number, locals: readonly string[]): LoggedEvent[] {
  return Array.from({ length: count }, (_, n) => {
    const between = {
      identity: `${locals[n % locals.length]}@${DOMAIN}`,
      remote: `romeo${n}@verona.example`,
    };
    const event = conversationEvent({ id: String(n), now: n }, 'message.received', between, {});
    return new LoggedEvent({ position: `${n}-0`, value: JSON.stringify(event) }, 'verona');
  });
}

const filter = (wishes: EventWishes) => eventFilter({ caller: BOOTSTRAP, domain: DOMAIN }, wishes);
const positions = (events: readonly LoggedEvent[]) => events.map(({ position }) => position);

describe('listeners that are offered the same events', () => {
  it('have them compared once when they ask for the same', () => {
    const matches = createMatches(heard(10, ['nurse']));
    const first = matches.of(filter({ remotes: ['romeo1*'] }));
    const second = matches.of(filter({ remotes: ['romeo1*'] }));
    expect(positions(first.wanted)).toEqual(['1-0']);
    expect(second).toEqual({ wanted: first.wanted, compared: 0 });
    expect(first.compared).toBe(20);
  });

  it('are compared with the events of their identities only when they name them', () => {
    const matches = createMatches(heard(100, ['nurse', 'juliet', 'paris', 'tybalt']));
    const named = matches.of(filter({ identities: ['juliet'] }));
    expect(named.wanted).toHaveLength(25);
    expect(named.compared).toBe(25);
    expect(matches.of(filter({ identities: ['rosaline'] })).compared).toBe(0);
    const two = matches.of(filter({ identities: ['nurse', 'paris'] }));
    expect(positions(two.wanted).slice(0, 4)).toEqual(['0-0', '2-0', '4-0', '6-0']);
  });
});
