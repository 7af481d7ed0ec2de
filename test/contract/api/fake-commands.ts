import type { RunningRoutesDeps } from '../../../src/features/commands/running/routes.ts';
import type { Answers } from './fake-identities.ts';

const NOON = '2026-01-31T12:00:00.000Z';
const HOME = { domain: 'bridge.example.org', serverDomain: 'example.org' };

const COMMAND = {
  ...{ id: 'c1', status: 'executing' as const, sequence: 1, expiresAt: NOON },
  ...{ from: 'bridge.example.org/bridge', to: 'example.org', node: 'ping' },
};

export function fakeCommands(answers: Answers): RunningRoutesDeps {
  return {
    home: HOME,
    items: answers('items', { jid: 'example.org', items: [], asOf: NOON }),
    runs: {
      run: answers('run', COMMAND),
      show: answers('show', COMMAND),
      goOn: answers('goOn', COMMAND),
    },
  };
}
