import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../src/features/events/event.ts';
import { Breaker } from '../../../../src/features/webhooks/attempt/breaker.ts';

const ROOM = 'ops@rooms.example.org';
let ids = 0;

function message(at: number, data: object = {}): Event {
  const identity = 'bot@bridge.example.org';
  return {
    id: String(++ids),
    type: 'message.received',
    at: new Date(at).toISOString(),
    identity,
    conversation: `${identity} juliet@example.org`,
    data: { from: 'juliet@example.org/balcony', type: 'chat', ...data },
  };
}

/** Each message comes so long after the answer to the one before; returns what the breaker said to each. */
function exchange(breaker: Breaker, times: number, gapMs: number, data?: object) {
  return Array.from({ length: times }, (_, index) => {
    const event = message(index * gapMs, data);
    const said = breaker.heard('w1', event);
    if (said === 'closed') breaker.answered('w1', event, index * gapMs + 10);
    return said;
  });
}

describe('the breaker', () => {
  it('opens when the other side reacts at once more often than the limit', () => {
    const said = exchange(new Breaker(3), 7, 500);
    expect(said).toEqual(['closed', 'closed', 'closed', 'closed', 'opens', 'open', 'open']);
  });

  it('opens when two exchanges go on at the same time', () => {
    const breaker = new Breaker(10);
    const said: string[] = [];
    // Each message comes for the answer before the last one, while the one before it is being answered.
    for (let n = 0; n < 40; n += 1) {
      const event = message(n * 100);
      said.push(breaker.heard('w1', event));
      if (said.at(-1) === 'closed') breaker.answered('w1', event, n * 100 + 150);
    }
    expect(said).toContain('opens');
  });

  it('leaves alone who takes two seconds', () => {
    expect(new Set(exchange(new Breaker(3), 100, 2_010))).toEqual(new Set(['closed']));
  });

  it('never opens without a limit', () => {
    expect(new Set(exchange(new Breaker(0), 100, 100))).toEqual(new Set(['closed']));
  });

  it('leaves a burst alone, whose messages came before the answer to the first', () => {
    const breaker = new Breaker(3);
    const burst = Array.from({ length: 50 }, (_, index) => message(index));
    for (const event of burst) {
      expect(breaker.heard('w1', event)).toBe('closed');
      breaker.answered('w1', event, 1_000);
    }
  });

  it('counts anew after two messages in a row', () => {
    const breaker = new Breaker(3);
    exchange(breaker, 3, 500);
    // Not answered, so the next one is the second since the last answer.
    breaker.heard('w1', message(1_900));
    const next = message(2_000);
    expect(breaker.heard('w1', next)).toBe('closed');
    breaker.answered('w1', next, 2_010);
    expect(breaker.heard('w1', message(2_100))).toBe('closed');
  });

  it('closes when the conversation was quiet for a minute', () => {
    const breaker = new Breaker(3);
    exchange(breaker, 5, 500);
    expect(breaker.heard('w1', message(50_000))).toBe('open');
    expect(breaker.heard('w1', message(109_999))).toBe('open');
    expect(breaker.heard('w1', message(169_999))).toBe('closed');
  });

  it('tells occupants of a room apart', () => {
    const breaker = new Breaker(3);
    exchange(breaker, 5, 500, { type: 'groupchat', from: `${ROOM}/tybalt` });
    const heard = (nick: string) =>
      breaker.heard('w1', message(3_000, { type: 'groupchat', from: `${ROOM}/${nick}` }));
    expect(heard('tybalt')).toBe('open');
    expect(heard('juliet')).toBe('closed');
  });

  it('takes a repeat of a delivery for the same message', () => {
    const breaker = new Breaker(1);
    const first = message(0);
    breaker.heard('w1', first);
    breaker.answered('w1', first, 10);
    const second = message(100);
    for (let i = 0; i < 10; i += 1) expect(breaker.heard('w1', second)).toBe('closed');
  });
});
