import { describe, expect, it } from 'vitest';
import { createForgetting } from '../../../src/features/iq/forgetting.ts';
import type { Change } from '../../../src/store/store.ts';

function recorded() {
  const commits: (readonly Change[])[] = [];
  const commit = (changes: readonly Change[]) => {
    commits.push(changes);
    return Promise.resolve({ ok: true as const, positions: [] });
  };
  return { commits, forgetting: createForgetting({ commit }) };
}

const idsOf = (changes: readonly Change[]) =>
  changes.map((change) => (change.do === 'delete' ? change.id : change.do));

describe('createForgetting', () => {
  it('removes all that ended in a moment with one commit', async () => {
    const { commits, forgetting } = recorded();
    for (const id of ['romeo', 'juliet', 'mercutio']) forgetting.forget(id);
    expect(commits).toEqual([]);
    await expect.poll(() => commits.map(idsOf)).toEqual([['romeo', 'juliet', 'mercutio']]);
  });

  it('does not let them become too many for one commit', () => {
    const { commits, forgetting } = recorded();
    for (let number = 0; number < 1_200; number += 1) forgetting.forget(String(number));
    expect(commits.map(({ length }) => length)).toEqual([500, 500]);
    forgetting.close();
    expect(commits.flatMap(idsOf)).toHaveLength(1_200);
  });

  it('removes what is left when it closes, and nothing where nothing is left', () => {
    const { commits, forgetting } = recorded();
    forgetting.close();
    forgetting.forget('tybalt');
    forgetting.close();
    forgetting.close();
    expect(commits.map(idsOf)).toEqual([['tybalt']]);
  });
});
