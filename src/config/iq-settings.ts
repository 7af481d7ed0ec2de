/** Bounds of IQs that wait for a response: those that callers ask (pending), and those that users ask (open). */
import { count, size } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

export const IQ_SETTINGS = {
  maxPendingIqsPerKey: {
    name: 'BRIDGE_MAX_PENDING_IQS_PER_KEY',
    form: count,
    default: '100',
    about: 'The maximum number of pending IQs of one key, per replica.',
  },
  maxPendingIqs: {
    name: 'BRIDGE_MAX_PENDING_IQS',
    form: count,
    default: '10000',
    about: 'The maximum number of pending IQs, per replica.',
  },
  maxOpenIqsPerRemote: {
    name: 'BRIDGE_MAX_OPEN_IQS_PER_REMOTE',
    form: count,
    default: '100',
    about:
      'The maximum number of IQ requests of one user (bare JID) that wait for a response, per replica; more are refused with `resource-constraint`.',
  },
  maxOpenIqBytesPerRemote: {
    name: 'BRIDGE_MAX_OPEN_IQ_BYTES_PER_REMOTE',
    form: size,
    default: '1MiB',
    about: 'Their maximum size together.',
  },
  maxOpenIqs: {
    name: 'BRIDGE_MAX_OPEN_IQS',
    form: count,
    default: '10000',
    about: 'The maximum number of IQ requests of all users that wait for a response, per replica.',
  },
  maxOpenIqBytes: {
    name: 'BRIDGE_MAX_OPEN_IQ_BYTES',
    form: size,
    default: '32MiB',
    about: 'Their maximum size together.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
