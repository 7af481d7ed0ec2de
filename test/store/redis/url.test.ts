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
    [
      'redis+sentinel://one/verona?sentinelPassword=p@ss',
      {
        ...plain,
        kind: 'sentinel',
        hosts: [{ host: 'one', port: 26379 }],
        master: 'verona',
        sentinelPassword: 'p@ss',
      },
    ],
    [
      'redis://:100%25%23%2F%3F@cache',
      { ...plain, hosts: [{ host: 'cache', port: 6379 }], password: '100%#/?' },
    ],
  ])('%s is understood', (url, target) => {
    expect(parseRedisUrl(url)).toEqual(target);
  });

  it.each([
    ['redis://:p@ss#w/rd@cache:6379/0', 'percent-encode the password'],
    ['redis://:pa/ss@cache:6379', 'percent-encode the password'],
    ['redis://juliet:12/3@cache', 'percent-encode the password'],
    ['redis://:what?@cache', 'percent-encode the password'],
    ['redis://:100%@cache', 'percent-encode the password'],
    ['redis://%zz:secret@cache', 'percent-encode the password'],
    ['redis://:two words@cache', 'percent-encode the password'],
    ['redis+cluster://:a@b@one:7000,two:7001', 'percent-encode the password'],
    ['http://cache', 'not http://'],
    ['redis+other://one', 'not redis+other://'],
    ['cache:6379', 'write a URL, such as redis://'],
    ['redis://', 'name the host'],
    ['redis:///0', 'name the host'],
    ['redis://:secret@', 'name the host'],
    ['redis://one,two', 'name one host'],
    ['redis://cache:port', 'a port from 1 to 65535'],
    ['redis://cache:65536', 'a port from 1 to 65535'],
    ['redis://cache:0', 'a port from 1 to 65535'],
    ['redis://cache:', 'a port from 1 to 65535'],
    ['redis+sentinel://one:99999/verona', 'a port from 1 to 65535'],
    ['redis://::1:6379', '[IPv6 address]:port'],
    ['redis://cache/zero', 'the database as a number'],
    ['redis://cache/0/1', 'the database as a number'],
    ['redis://cache/-1', 'the database as a number'],
    ['redis+sentinel://one:26379', 'name the master'],
    ['redis+cluster://one:7000/1', 'a cluster has only database 0'],
    ['redis://cache?db=1', 'takes none'],
    ['rediss://cache/0?tls=true', 'takes none'],
    ['redis+sentinel://one/verona?password=x', 'only sentinelPassword'],
  ])('%s is refused with what to write', (url, advice) => {
    expect(() => parseRedisUrl(url)).toThrow(advice);
  });

  it.each([
    'redis://juliet:wherefore@art@cache',
    'redis://:wherefore/x@cache',
    'redis://juliet:wherefore@cache:x',
    'redis://:wherefore@cache/zero',
    'redis+sentinel://:wherefore@one/verona?wherefore=juliet',
  ])('%s is refused without being quoted', (url) => {
    expect(() => parseRedisUrl(url)).not.toThrow(/wherefore|juliet/);
    expect(() => parseRedisUrl(url)).toThrow();
  });
});
