import { describe, expect, it } from 'vitest';
import { reasonInWords } from '../../../src/store/redis/health.ts';

const errorOf = (message: string, more: object = {}) => Object.assign(new Error(message), more);

describe('why Redis cannot be used', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:6379', 'connection refused'],
    ['getaddrinfo ENOTFOUND cache', 'the host name is unknown (ENOTFOUND)'],
    ['connect ETIMEDOUT', 'timed out'],
    ['Command timed out', 'timed out'],
    ['read ECONNRESET', 'the connection was reset or closed, as Redis does above its `maxclients`'],
    ['NOAUTH Authentication required.', 'NOAUTH: the password is missing or wrong'],
    [
      'WRONGPASS invalid username-password pair or user is disabled.',
      'WRONGPASS: the user or the password is wrong',
    ],
    [
      "READONLY You can't write against a read only replica.",
      'read-only replica (READONLY): name the master, or end its `replicaof`',
    ],
    [
      'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.',
      'MISCONF: it cannot write to its disk; look at its `dir` and log (`stop-writes-on-bgsave-error`)',
    ],
    [
      "OOM command not allowed when used memory > 'maxmemory'.",
      'OOM: its memory is full (`maxmemory`)',
    ],
    ['ERR DB index is out of range', 'it has no database of this number'],
    ['self-signed certificate', 'its certificate is not accepted'],
  ])('is said in words: %s', (message, words) => {
    expect(reasonInWords(new Error(message))).toBe(words);
  });

  it('is the code of an error without a message', () => {
    expect(reasonInWords(errorOf('', { code: 'ECONNREFUSED' }))).toBe('connection refused');
  });

  it('is what a node of a cluster said', () => {
    const lastNodeError = new Error('connect ECONNREFUSED 127.0.0.1:7000');
    const error = errorOf('Failed to refresh slots cache.', { lastNodeError });
    expect(reasonInWords(error)).toBe('connection refused');
  });

  it('is what the first of several addresses said', () => {
    const errors = [new Error('connect ECONNREFUSED ::1:6379'), new Error('something else')];
    expect(reasonInWords(errorOf('', { errors }))).toBe('connection refused');
  });

  it('is the message where there are no other words', () => {
    expect(reasonInWords(new Error('ERR the moon is down'))).toBe('ERR the moon is down');
  });
});
