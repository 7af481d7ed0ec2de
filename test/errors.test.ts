import { describe, expect, it } from 'vitest';
import { BridgeError, type ErrorFacts } from '../src/errors.ts';

const refused = (stanzaError: ErrorFacts['stanzaError']) =>
  new BridgeError('stanza-error', 'No.', stanzaError && { stanzaError }).retryable;

describe('an error', () => {
  it.each(['store-unavailable', 'link-down', 'too-many-requests', 'quota-exceeded'] as const)(
    '%s may be tried again',
    (code) => {
      expect(new BridgeError(code, 'Later.').retryable).toBe(true);
    },
  );

  it.each(['invalid-stanza', 'forbidden', 'history-lost', 'internal'] as const)(
    '%s is final',
    (code) => {
      expect(new BridgeError(code, 'No.').retryable).toBe(false);
    },
  );

  it('of the other side may be tried again when it says so', () => {
    expect(refused({ condition: 'not-allowed', type: 'wait' })).toBe(true);
    expect(refused({ condition: 'not-allowed', type: 'cancel' })).toBe(false);
  });

  it.each(['remote-server-timeout', 'resource-constraint'] as const)(
    'of the other side may be tried again for %s, whatever its type',
    (condition) => {
      expect(refused({ condition, type: 'cancel' })).toBe(true);
    },
  );

  it('of the other side that gave no reason is final', () => {
    expect(refused(undefined)).toBe(false);
  });
});
