import { expect, it } from 'vitest';
import { createFailures } from '../../../src/features/hooks/failures.ts';
import { intakeStage } from './intake-stage.ts';

it('tells of the failures of each hook once a minute', () => {
  let now = 1_000;
  const events: object[] = [];
  const failed = createFailures({
    now: () => now,
    recordBridge(type, data) {
      events.push({ type, ...data });
      return Promise.resolve();
    },
  });
  const { hook } = intakeStage().speaker;
  const failure = { what: 'told-otherwise', reason: 'the template failed' } as const;
  failed(hook, failure);
  failed(hook, failure);
  failed({ ...hook, id: 'h2' }, failure);
  now += 60_000;
  failed(hook, failure);
  const event = { type: 'hook.failed', keyId: 'nurse', name: 'verona', ...failure };
  expect(events).toEqual(['h1', 'h2', 'h1'].map((hookId) => ({ ...event, hookId })));
});
