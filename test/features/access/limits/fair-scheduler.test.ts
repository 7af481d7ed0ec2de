import { beforeEach, describe, expect, it } from 'vitest';
import {
  createFairScheduler,
  type FairScheduler,
} from '../../../../src/features/access/limits/fair-scheduler.ts';

describe('calls that come at once', () => {
  let planned: (() => void)[];
  let scheduler: FairScheduler;
  let letIn: string[];

  beforeEach(() => {
    planned = [];
    letIn = [];
    scheduler = createFairScheduler(2, (run) => planned.push(run));
  });

  function call(keyId: string, name = keyId): void {
    const turn = scheduler.take(keyId);
    if (turn === undefined) letIn.push(name);
    else void turn.then(() => letIn.push(name));
  }

  async function nextTurn(): Promise<void> {
    for (const run of planned.splice(0)) run();
    await Promise.resolve();
    await Promise.resolve();
  }

  it('are let in a few in each turn, in their order', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) call('romeo', name);
    expect(letIn).toEqual(['a', 'b']);
    await nextTurn();
    expect(letIn).toEqual(['a', 'b', 'c', 'd']);
    await nextTurn();
    expect(letIn).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('do not make those of another key wait', () => {
    for (let i = 0; i < 1_000; i++) call('romeo');
    call('nurse');
    expect(letIn).toEqual(['romeo', 'romeo', 'nurse']);
  });

  it('are not overtaken by later ones of the same key', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) call('romeo', name);
    await nextTurn();
    call('romeo', 'f');
    await nextTurn();
    expect(letIn).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('plan no turn when nothing is left to do', async () => {
    call('romeo');
    await nextTurn();
    expect(planned).toEqual([]);
  });
});
