import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../../src/store/redis/url.ts';

const plain = { kind: 'single', tls: false, db: 0, master: '' };

describe('a Redis URL', () => {
  it.each([
    ['redis://cache', { ...plain, hosts: [{ host: 'cache', port: 6379 }] }],
    ['redis://127.0.0.1:7000/3', { ...plain, db: 3, hosts: [{ host: '127.0.0.1', port: 7000 }] }],
    ['redis://[::1]:7000', { ...plain, hosts: [{ host: '::1', port: 7000 }] }],
    ['rediss://cache/', { ...plain, tls: true, hosts: [{ host: 'cache', port: 6379 }] }],
    [
      'redis://juliet:p%40ss:word@cache:6380',
      {
        ...plain,
        hosts: [{ host: 'cache', port: 6380 }],
        username: 'juliet',
        password: 'p@ss:word',
      },
    ],
    [
      'redis://:secret@cache',
      { ...plain, hosts: [{ host: 'cache', port: 6379 }], password: 'secret' },
    ],
    [
      'redis+sentinel://:secret@one:26380,two/verona/2?sentinelPassword=romeo',
      {
        ...plain,
        kind: 'sentinel',
        hosts: [
          { host: 'one', port: 26380 },
          { host: 'two', port: 26379 },
        ],
        password: 'secret',
        master: 'verona',
        db: 2,
        sentinelPassword: 'romeo',
      },
    ],
    [
      'rediss+cluster://one:7000,two:7001',
      {
        ...plain,
        kind: 'cluster',
        tls: true,
        hosts: [
          { host: 'one', port: 7000 },
          { host: 'two', port: 7001 },
        ],
      },
    ],
  ])('%s is understood', (url, target) => {
    expect(parseRedisUrl(url)).toEqual(target);
  });

  it.each([
    'http://cache',
    'redis://',
    'redis://one,two',
    'redis://cache/zero',
    'redis://cache/0/1',
    'redis://cache:port',
    'redis://%zz:secret@cache',
    'redis+sentinel://one:26379',
    'redis+cluster://one:7000/1',
    'redis+other://one',
  ])('%s is refused, without being quoted', (url) => {
    expect(() => parseRedisUrl(url)).toThrow(/^The Redis URL is not understood; write redis:/);
  });
});
