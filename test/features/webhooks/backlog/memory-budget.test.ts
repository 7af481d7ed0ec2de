import { describe, expect, test } from 'vitest';
import { LoggedEvent } from '../../../../src/features/events/logged-event.ts';
import { MemoryBudget, costOf } from '../../../../src/features/webhooks/backlog/memory-budget.ts';

function event(size = 100): LoggedEvent {
  return new LoggedEvent({ position: '1-0', value: 'x'.repeat(size) }, 'i');
}

const COST = costOf(event().text);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the memory of webhooks', () => {
  test('is full for one webhook at an eighth', () => {
    const budget = new MemoryBudget(16 * COST);
    const share = budget.share(() => undefined);
    share.hold(event());
    expect(share.hasRoom()).toBe(true);
    share.hold(event());
    expect(share.hasRoom()).toBe(false);
    expect(budget.share(() => undefined).hasRoom()).toBe(true);
  });

  test('counts an event that several webhooks hold once', () => {
    const budget = new MemoryBudget(16 * COST);
    const [one, other] = [budget.share(() => undefined), budget.share(() => undefined)];
    const shared = event();
    one.hold(shared);
    one.hold(shared);
    other.hold(shared);
    expect(budget.held).toBe(COST);
    one.release(shared);
    one.release(shared);
    expect(budget.held).toBe(COST);
    other.release(shared);
    expect(budget.held).toBe(0);
  });

  test('has room for one event of each webhook, also when it is full', () => {
    const budget = new MemoryBudget(COST);
    budget.share(() => undefined).hold(event());
    const share = budget.share(() => undefined);
    expect(share.hasRoom()).toBe(true);
    share.hold(event());
    expect(share.hasRoom()).toBe(false);
  });

  test('tells who was refused that there is room again, the longest waiting first', async () => {
    const budget = new MemoryBudget(9 * COST);
    const told: string[] = [];
    const first = budget.share(() => told.push('first'));
    const second = budget.share(() => told.push('second'));
    const large = event(900);
    const other = budget.share(() => undefined);
    other.hold(large);
    for (const share of [first, second]) {
      share.hold(event(1));
      expect(share.hasRoom()).toBe(false);
    }
    other.release(large);
    await nextTurn();
    expect(told).toEqual(['first', 'second']);
  });

  test('gets everything back from a webhook that ends', () => {
    const budget = new MemoryBudget(16 * COST);
    const share = budget.share(() => undefined);
    for (let n = 0; n < 3; n += 1) share.hold(event());
    share.end();
    expect(budget.held).toBe(0);
  });
});
