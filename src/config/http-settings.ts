/** Settings for who may connect to the API without a key, and for what there is besides it. */
import { choice, count, listOf, network } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

export const HTTP_SETTINGS = {
  maxKeylessConnections: {
    name: 'BRIDGE_MAX_KEYLESS_CONNECTIONS',
    form: count,
    default: '100',
    about:
      'The maximum number of connections of one address (of IPv6, one /64) on which no valid key was sent yet, per replica. Beyond it the oldest that are open for 2 s or more are closed; beyond ten times as many, at once.',
  },
  keylessRate: {
    name: 'BRIDGE_KEYLESS_RATE',
    form: count,
    default: '50',
    about:
      'How many requests without a valid key are answered to one address in a second, per replica; more are answered later, and refused with `too-many-requests` after a second.',
  },
  trustedProxies: {
    name: 'BRIDGE_TRUSTED_PROXIES',
    form: listOf(network, 'addresses and CIDRs'),
    default: '',
    about:
      'Proxies in front of the API whose `X-Forwarded-For` names the client. Without them all clients of a proxy count as one address.',
  },
  modRest: {
    name: 'BRIDGE_MOD_REST',
    form: choice(['disabled', 'enabled']),
    default: 'disabled',
    about:
      "`enabled` serves the API of Prosody's `mod_rest` at `/rest`, with API keys as passwords or tokens.",
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
