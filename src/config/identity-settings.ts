/** Identities: what holds for those that nobody declared, and how many there may be. */
import { choice, count, domain, listOf } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

export const IDENTITY_SETTINGS = {
  identityContacts: {
    name: 'BRIDGE_IDENTITY_CONTACTS',
    form: choice(['all', 'domains', 'ask', 'none']),
    default: 'all',
    about:
      'Who may subscribe to the presence of an identity that does not say it itself: everybody, users of `BRIDGE_IDENTITY_DOMAINS`, whom a caller grants it, or nobody.',
  },
  identityDomains: {
    name: 'BRIDGE_IDENTITY_DOMAINS',
    form: listOf(domain, 'domains'),
    default: '',
    about: 'The domains for `domains`.',
  },
  identitySubscribeBack: {
    name: 'BRIDGE_IDENTITY_SUBSCRIBE_BACK',
    form: choice(['no', 'yes']),
    default: 'no',
    about:
      'Whether an identity that does not say it itself asks for the presence of whom it grants its own.',
  },
  maxIdentities: {
    name: 'BRIDGE_MAX_IDENTITIES',
    form: count,
    default: '10000',
    about: 'The maximum number of identities that may be declared.',
  },
  maxContacts: {
    name: 'BRIDGE_MAX_CONTACTS',
    form: count,
    default: '100000',
    about:
      'The maximum number of contacts of all identities together; further requests to subscribe are ignored.',
  },
  maxSubscriptionsPerDomain: {
    name: 'BRIDGE_MAX_SUBSCRIPTIONS_PER_DOMAIN',
    form: count,
    default: '60',
    about:
      'The maximum number of requests to subscribe that the users of one domain may make in a minute; more are ignored. Ten times as many for `BRIDGE_XMPP_SERVER_HOST`.',
  },
  presenceRate: {
    name: 'BRIDGE_PRESENCE_RATE',
    form: count,
    default: '200',
    about:
      'How many contacts a second are told that an identity is there, and asked whether they are, after the link came up or a profile changed.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
