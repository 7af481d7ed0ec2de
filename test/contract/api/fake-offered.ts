/** What the routes of offered commands need, as fakes. */
import type { OfferedRoutesDeps } from '../../../src/features/offered/routes.ts';
import type { Answers } from './fake-identities.ts';

const OFFER = {
  ...{ node: 'restart', name: 'Restart a service', allow: 'contacts' as const },
  first: { form: { type: 'form' as const }, actions: ['complete' as const] },
  timeout: 10,
  at: Date.UTC(2026, 0, 31, 12),
};

export type OfferedPorts = Pick<OfferedRoutesDeps, 'offers' | 'answer'>;

export function fakeOffered(answers: Answers): OfferedPorts {
  return {
    offers: {
      list: answers('listOfferedCommands', [OFFER]),
      get: answers('getOfferedCommand', OFFER),
      put: answers('putOfferedCommand', undefined),
      remove: answers('deleteOfferedCommand', true),
    },
    answer: answers('answerCommand', undefined),
  };
}

export function fakeOfferedDeps(ports: OfferedPorts): OfferedRoutesDeps {
  return {
    ...ports,
    resolve: () => 'alerts@bridge.example.org',
    check: () => undefined,
    home: { domain: 'bridge.example.org', serverDomain: 'example.org' },
    now: () => OFFER.at,
  };
}
