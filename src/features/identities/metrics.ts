import type { MetricTable } from '../../core/metric.ts';

export const IDENTITIES_METRICS = {
  identities: {
    name: 'bridge_identities',
    kind: 'gauge',
    about: 'Identities that were declared.',
  },
  contacts: {
    name: 'bridge_contacts',
    kind: 'gauge',
    about:
      'Contacts of all identities, as counted after the last new link; 0 where there was none.',
  },
  contactRequests: {
    name: 'bridge_contact_requests_total',
    kind: 'counter',
    about: 'Requests of users to subscribe to the presence of an identity.',
    labels: {
      decision:
        '`granted`, `asked` (waits for a caller), `ignored`; `storm`: over `BRIDGE_MAX_SUBSCRIPTIONS_PER_DOMAIN`; `full`: over `BRIDGE_MAX_CONTACTS`',
    },
  },
  presenceRound: {
    name: 'bridge_presence_round_seconds',
    kind: 'gauge',
    about: 'How long it took to tell and ask all contacts after the last new link.',
  },
} as const satisfies MetricTable;
