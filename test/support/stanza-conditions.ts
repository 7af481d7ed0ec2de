import type { StanzaErrorCondition, StanzaErrorType } from '../../src/stanza/stanza-error.ts';

/** The defined conditions, each with the type that RFC 6120 §8.3.3 recommends for it. */
export const RFC_TYPES = {
  'bad-request': 'modify',
  conflict: 'cancel',
  'feature-not-implemented': 'cancel',
  forbidden: 'auth',
  gone: 'cancel',
  'internal-server-error': 'cancel',
  'item-not-found': 'cancel',
  'jid-malformed': 'modify',
  'not-acceptable': 'modify',
  'not-allowed': 'cancel',
  'not-authorized': 'auth',
  'policy-violation': 'modify',
  'recipient-unavailable': 'wait',
  redirect: 'modify',
  'registration-required': 'auth',
  'remote-server-not-found': 'cancel',
  'remote-server-timeout': 'wait',
  'resource-constraint': 'wait',
  'service-unavailable': 'cancel',
  'subscription-required': 'auth',
  'undefined-condition': 'cancel',
  'unexpected-request': 'wait',
} as const satisfies Record<StanzaErrorCondition, StanzaErrorType>;

export const CONDITIONS = Object.keys(RFC_TYPES) as StanzaErrorCondition[];
