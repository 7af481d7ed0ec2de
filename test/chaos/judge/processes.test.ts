/** Good calls and good health pass; each way in which they can be wrong is found. */
import { describe, expect, it } from 'vitest';
import type { Disturbance, Verdict } from '../books.ts';
import { judgeCalls, type Call } from './calls.ts';
import { judgeHealth, type Health } from './health.ts';

const T = 1_000_000;

const rules = ({ violations }: Verdict) => violations.map(({ rule }) => rule);

const kill = (who: string, from: number): Disturbance => ({
  what: 'kill',
  who,
  from,
  to: from + 1_000,
});

describe('a call', () => {
  const call = (change: Partial<Call>): Call => ({
    ...{ what: 'message', replica: 0, status: 202, hasRetryAfter: false, at: T, ms: 5, text: '' },
    ...change,
  });
  const judged = (change: Partial<Call>, disturbances: readonly Disturbance[] = []) =>
    rules(judgeCalls([call(change)], disturbances));

  it('may be refused with 503 and Retry-After, and with no other 5xx', () => {
    expect(judged({})).toEqual([]);
    expect(judged({ status: 503, hasRetryAfter: true })).toEqual([]);
    expect(judged({ status: 503 })).toEqual(['503 without Retry-After']);
    expect(judged({ status: 500 })).toEqual(['an answer 500']);
    expect(judged({ status: 504 })).toEqual(['an answer 504']);
    expect(judged({ what: 'iq', status: 504 })).toEqual([]);
    expect(judged({ what: 'iq-result', status: 404 })).toEqual([]);
    expect(judged({ status: 404 })).toEqual(['an answer 404']);
  });

  it('may be without an answer where its replica was out of order', () => {
    expect(judged({ status: 0 })).toEqual(['no answer from a replica that was well']);
    expect(judged({ status: 0 }, [kill('replica-1', T)])).toHaveLength(1);
    expect(judged({ status: 0 }, [kill('replica-0', T)])).toEqual([]);
  });
});

describe('health', () => {
  const health: Health = {
    memory: [],
    logs: ['{"level":30,"msg":"the link is up"}\n'],
    deaths: [],
    outboxDepth: 0,
    pendingIqs: 0,
    keyFaults: [],
    keys: 30,
    longestStallMs: 20,
    restless: [],
  };
  const judged = (change: Partial<Health>) => rules(judgeHealth({ ...health, ...change }));
  const grown = (mib: number) => [
    { replica: 0, pid: 1, age: 20_000, mib: 100 },
    { replica: 0, pid: 1, age: 60_000, mib },
  ];

  it.each<[string, Partial<Health>]>([
    ['an unhandled error', { logs: ['Uncaught exception: TypeError'] }],
    ['an unhandled error', { logs: ['{"level":50,"reason":"TypeError: x is undefined"}'] }],
    ['a replica ended by itself', { deaths: ['replica 1: 1'] }],
    ['does not come to rest', { restless: ['no replica leads'] }],
    ['a key without its bound', { keyFaults: ['{sb:x}:y: of no family'] }],
    ['the outbox is not empty', { outboxDepth: 1 }],
    ['IQs are pending', { pendingIqs: 1 }],
    ['memory grows', { memory: grown(500) }],
  ])('finds %s', (rule, change) => {
    expect(judged(change)).toEqual([rule]);
  });

  it('counts errors that were handled', () => {
    const logs = ['{"level":50,"msg":"an incoming stanza was not stored"}'];
    expect(judgeHealth({ ...health, logs })).toMatchObject({
      violations: [],
      figures: { 'log: an incoming stanza was not stored': 1 },
    });
  });

  it('has nothing against a little growth', () => {
    expect(judged({ memory: grown(250) })).toEqual([]);
  });
});
