/** A batch: how many are asked at once, for how long, and what is asked again. */
import { describe, expect, it } from 'vitest';
import type { IqBatchLine, IqToSend } from '../../../src/contract/schemas.ts';
import { element } from '../../../src/core/element.ts';
import { BridgeError, type ErrorCode } from '../../../src/core/errors.ts';
import { results, type BatchTerms, type ResultsDeps } from '../../../src/features/fleet/results.ts';
import type { Target } from '../../../src/features/fleet/targets.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';

const ANSWER = element('iq', NS_CLIENT, { type: 'result' });
const caller = { keyId: 'nurse', identities: ['*'], scopes: new Set<never>() };

interface World {
  /** What the asking of an address comes to, by the number of the attempt. */
  readonly ask?: (to: string, attempt: number, key?: string) => Promise<typeof ANSWER>;
  readonly takeRequest?: () => Promise<void> | undefined;
  readonly takeStanza?: () => Promise<void> | undefined;
}

function batch(targets: readonly Target[], world: World, more: Partial<BatchTerms> = {}) {
  const attempts = new Map<string, number>();
  const asked: string[] = [];
  let now = 0;
  const deps: ResultsDeps = {
    async ask(_, { to }, { idempotencyKey }) {
      asked.push(to);
      const attempt = (attempts.get(to) ?? 0) + 1;
      attempts.set(to, attempt);
      return (await world.ask?.(to, attempt, idempotencyKey)) ?? ANSWER;
    },
    limits: {
      requests: () => world.takeRequest?.(),
      stanzas: () => world.takeStanza?.(),
    },
    now: () => now,
    sleep(ms) {
      now += ms;
      return Promise.resolve();
    },
    counted: () => undefined,
  };
  const terms: BatchTerms = {
    ...{ caller, idempotencyKey: undefined, timeoutMs: 1_000, withinMs: 10_000, concurrency: 2 },
    signal: new AbortController().signal,
    moved: () => new Promise(() => undefined),
    ...more,
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { lines: results(deps, targets, terms), asked, pass };
}

const targets = (count: number, iq: Partial<IqToSend> = {}): Target[] =>
  Array.from({ length: count }, (_, index) => {
    const to = `device-${index}@example.org`;
    return { index, to, name: `1 ${to}`, iq: { to, ping: {}, ...iq } };
  });

async function all(lines: AsyncIterable<IqBatchLine>): Promise<IqBatchLine[]> {
  const found: IqBatchLine[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

const fail = (code: ErrorCode, facts = {}) =>
  Promise.reject(new BridgeError(code, 'No.', { ...facts }));
const codes = (lines: readonly IqBatchLine[]) =>
  lines.map((line) => ('problem' in line ? `${line.problem.code} ${line.sent}` : line.outcome));

describe('a batch', () => {
  it('asks no more at once than it may, and goes no further than its reader', async () => {
    const { lines, asked } = batch(targets(10), {});
    await lines.next();
    await new Promise(setImmediate);
    // One was read, and in its place none is asked before the next is wanted.
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(await all(lines)).toHaveLength(9);
    expect(asked).toHaveLength(10);
  });

  it('tells each as soon as it is known', async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<typeof ANSWER>((resolve) => {
      answer = () => resolve(ANSWER);
    });
    const ask = (to: string) => (to.startsWith('device-0') ? slow : Promise.resolve(ANSWER));
    const { lines } = batch(targets(3), { ask });
    const first = await lines.next();
    const second = await lines.next();
    expect([first.value, second.value].map((line) => (line as IqBatchLine).index)).toEqual([1, 2]);
    answer();
    expect((await lines.next()).value).toMatchObject({ index: 0, of: 3, outcome: 'result' });
  });

  it('tells whom it did not ask in time', async () => {
    const { lines, asked, pass } = batch(targets(4), {
      ask: () => {
        pass(6_000);
        return Promise.resolve(ANSWER);
      },
    });
    expect(codes(await all(lines)).sort()).toEqual([
      ...['iq-timeout false', 'iq-timeout false', 'result', 'result'],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('tells of the rest when this replica stops', async () => {
    const controller = new AbortController();
    const { lines } = batch(
      targets(3),
      { ask: () => new Promise(() => undefined) },
      { signal: controller.signal },
    );
    const found = all(lines);
    controller.abort();
    expect(codes(await found)).toEqual([
      ...['shutting-down undefined', 'shutting-down undefined', 'shutting-down false'],
    ]);
  });

  it('breaks off where the bridge itself fails', async () => {
    const { lines } = batch(targets(3), { ask: () => Promise.reject(new Error('a bug')) });
    await expect(all(lines)).rejects.toThrow('a bug');
  });

  it('waits when its key is over its rate, and says when it is over its quota', async () => {
    let left = 1;
    const takeRequest = () => {
      left -= 1;
      if (left >= 0) return undefined;
      left = 2;
      return fail('too-many-requests', { retryAfter: 1 });
    };
    const paced = batch(targets(6), { takeRequest });
    expect(codes(await all(paced.lines))).toEqual(Array(6).fill('result'));
    const spent = batch(targets(2), { takeStanza: () => fail('quota-exceeded') });
    expect(codes(await all(spent.lines))).toEqual(['quota-exceeded false', 'quota-exceeded false']);
    expect(spent.asked).toEqual([]);
  });

  it('asks again what was not sent', async () => {
    const ask = (_: string, attempt: number) =>
      attempt === 1
        ? fail('link-down')
        : attempt === 2
          ? fail('too-many-pending-iqs')
          : Promise.resolve(ANSWER);
    expect(codes(await all(batch(targets(2, { type: 'set' }), { ask }).lines))).toEqual([
      'result',
      'result',
    ]);
    const never = batch(targets(1), { ask: () => fail('link-down') });
    expect(codes(await all(never.lines))).toEqual(['link-down false']);
  });

  it('asks a get again whose link was lost, under another key, and a set never', async () => {
    const keys: unknown[] = [];
    const ask = (_: string, attempt: number, key?: string) => {
      keys.push(key);
      return attempt === 1 ? fail('link-lost') : Promise.resolve(ANSWER);
    };
    const get = batch(targets(1), { ask }, { idempotencyKey: 'k' });
    expect(codes(await all(get.lines))).toEqual(['result']);
    expect(keys).toEqual(['k 1 device-0@example.org 0', 'k 1 device-0@example.org 1']);
    const set = batch(targets(1, { type: 'set' }), { ask });
    expect(codes(await all(set.lines))).toEqual(['link-lost undefined']);
  });

  it('asks a get again when the link went to another replica', async () => {
    let moves = 0;
    const ask = (_: string, attempt: number) =>
      attempt === 1 ? new Promise<never>(() => undefined) : Promise.resolve(ANSWER);
    const moved = () =>
      ++moves === 1 ? Promise.resolve('moved' as const) : new Promise<never>(() => undefined);
    expect(codes(await all(batch(targets(1), { ask }, { moved }).lines))).toEqual(['result']);
  });
});
