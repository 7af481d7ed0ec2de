import { expect, it } from 'vitest';
import { checkHooks } from '../../../src/cli/doctor/hook-checks.ts';
import { encodeHook, HOOKS, type Hook } from '../../../src/features/hooks/hook.ts';
import { ROOM_ITEMS } from '../../../src/features/rooms/membership/members-seen.ts';
import { keyOf } from '../../../src/features/rooms/membership/membership.ts';
import { partitionOf, seenSpace } from '../../../src/reconciler/records.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { intakeStage, ORCHARD } from '../../features/hooks/intake-stage.ts';

const { hook } = intakeStage().speaker;
const identity = 'nurse@bridge.example.org';

async function found(terms: Partial<Hook>, seen?: object) {
  const store = createMemoryStore({ now: () => 0 });
  const value = encodeHook({ ...hook, ...terms });
  await store.commit([{ do: 'create', space: HOOKS, id: hook.id, value }]);
  if (seen !== undefined) {
    const id = keyOf({ room: ORCHARD, identity });
    const space = seenSpace(ROOM_ITEMS, partitionOf(ROOM_ITEMS, id));
    const record = JSON.stringify({ asOf: 0, epoch: 0, seen });
    await store.commit([{ do: 'create', space, id, value: record }]);
  }
  return checkHooks(store);
}

it('says nothing of hooks where there are none', async () => {
  expect(await checkHooks(createMemoryStore({ now: () => 0 }))).toEqual([]);
});

it('finds a hook good that is in its room', async () => {
  expect(await found({}, { state: 'joined' })).toMatchObject([{ verdict: 'good' }]);
});

it.each([
  ['has not joined its room', {}, undefined, 'warning', `it is not in ${ORCHARD} yet`],
  [
    'was refused by its room',
    {},
    { state: 'banned', problem: { reason: 'forbidden', detail: 'Banned by the Prince.', at: 0 } },
    'bad',
    `${identity} is not in ${ORCHARD}: Banned by the Prince.`,
  ],
  [
    'has a template that does not compile',
    { template: '{% if %}', to: [] },
    undefined,
    'bad',
    /its template does not compile: /,
  ],
])('finds a hook that %s', async (...row) => {
  const [, terms, seen, verdict, detail] = row;
  const [finding] = await found(terms, seen);
  expect(finding?.verdict).toBe(verdict);
  expect(finding?.detail).toMatch(detail);
});
