import { FROM_1_MS, type MetricTable } from '../core/metric.ts';

export const LINK_METRICS = {
  linkState: {
    name: 'bridge_link_state',
    kind: 'gauge',
    about: '1 for the current link state of this replica, 0 for the others.',
    labels: { state: '`offline`, `connecting`, `online`, `draining`' },
  },
  linkHeld: {
    name: 'bridge_link_held',
    kind: 'gauge',
    about: '1 if this replica holds the link lease, or needs none.',
  },
  linkEpoch: {
    name: 'bridge_link_epoch',
    kind: 'gauge',
    about: 'The epoch of the lease that this replica holds, 0 without one.',
  },
  linkAttempts: {
    name: 'bridge_link_attempts_total',
    kind: 'counter',
    about: 'Attempts to connect to the XMPP server.',
  },
  linkLosses: {
    name: 'bridge_link_losses_total',
    kind: 'counter',
    about: 'Links that were up and ended, for any reason.',
  },
  barrierKind: {
    name: 'bridge_barrier_kind',
    kind: 'gauge',
    about: '1 for the kind of barrier that the link has, 0 for the others.',
    labels: { kind: '`self`, `server`, `none`, `unproven`' },
  },
  dropsIqs: {
    name: 'bridge_link_iqs_dropped',
    kind: 'gauge',
    about:
      '1 while the XMPP server drops, without an error, the IQs that this replica sends to domains and bare JIDs: see docs/servers/ejabberd.md.',
  },
  barrier: {
    name: 'bridge_barrier_duration_seconds',
    kind: 'histogram',
    about: 'From a barrier to its return: how long the XMPP server takes to read what is sent.',
    buckets: FROM_1_MS,
  },
  window: {
    name: 'bridge_link_window',
    kind: 'gauge',
    about:
      'Stanzas that may be written ahead of the last acknowledgement: small where the XMPP server is slow. 0 without a link or without barriers.',
  },
  sizeLimit: {
    name: 'bridge_link_size_limit_bytes',
    kind: 'gauge',
    about:
      'The size of a stanza because of which the XMPP server ended the stream: so large ones are refused for now. 0 if none.',
  },
  stanzasSent: {
    name: 'bridge_stanzas_sent_total',
    kind: 'counter',
    about: 'Stanzas written to the link, repeats included.',
  },
  stanzasReceived: {
    name: 'bridge_stanzas_received_total',
    kind: 'counter',
    about: 'Stanzas received over the link.',
    labels: { route: 'what handled it: `message`, `bounce`, `iq-answer`, `barrier`, …' },
  },
  linkFaults: {
    name: 'bridge_link_faults_total',
    kind: 'counter',
    about: 'Incoming stanzas that were not handled normally.',
    labels: {
      fault:
        '`oversize` (over a bound, refused), `reply-not-sent` (the server takes nothing), `listener-failed` (a defect)',
    },
  },
  overBound: {
    name: 'bridge_stanzas_over_bound_total',
    kind: 'counter',
    about: 'Incoming stanzas that were refused because they exceeded a limit.',
    labels: {
      kind: '`message`, `presence`, `iq-request`, `iq-answer`, `other`',
      bound: '`bytes`, `depth`, `elements`',
    },
  },
} as const satisfies MetricTable;
