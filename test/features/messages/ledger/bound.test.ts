import { afterEach, beforeEach, expect, it } from 'vitest';
import { LedgerBound } from '../../../../src/features/messages/ledger/bound.ts';
import { SETTLED_LOG } from '../../../../src/features/messages/ledger/settled-log.ts';
import { until } from '../../../support/until.ts';
import { LEDGER, SenderStage } from '../sender-stage.ts';

let stage: SenderStage;
let stopping: AbortController;
let running: Promise<void>;
const warnings: string[] = [];

beforeEach(async () => {
  warnings.length = 0;
  stage = new SenderStage();
  stopping = new AbortController();
  await stage.start();
});
afterEach(async () => {
  stopping.abort();
  await running;
  await stage.close();
});

function keepTo(maxBytes: number): LedgerBound {
  const warn = (_: object, text?: string) => void warnings.push(text ?? '');
  const bound = new LedgerBound({
    ...{ store: stage.store, ledger: LEDGER, maxBytes, monotonic: () => stage.monotonic },
    sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
    logger: { debug() {}, info() {}, warn, error() {} },
  });
  running = bound.run(stopping.signal);
  return bound;
}
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `m${String(from + index).padStart(4, '0')}`);
async function settle(list: readonly string[]): Promise<void> {
  for (const id of list) await stage.accept(id);
  await until(async () => (await stage.waiting()) === 0);
}
const isKept = async (id: string) => (await stage.record(id)) !== undefined;
const entries = async () => (await stage.store.info(SETTLED_LOG)).length;

it('the oldest settled records go when there are too many bytes, and it is said once', async () => {
  await settle(ids(0, 200));
  const bound = keepTo(40_000);
  await until(() => bound.evicted() > 0 && bound.bytes() <= 40_000);
  expect(await isKept('m0000')).toBe(false);
  expect(await isKept('m0199')).toBe(true);
  await settle(ids(200, 400));
  await until(async () => !(await isKept('m0150')) && bound.bytes() <= 40_000);
  expect(await isKept('m0399')).toBe(true);
  const kept = (await Promise.all(ids(0, 400).map(isKept))).filter(Boolean).length;
  expect(bound.evicted()).toBe(400 - kept);
  expect(warnings).toHaveLength(1);
});

it('a record that still waits never goes, also where its id was used before', async () => {
  await settle(ids(0, 100));
  // Its record is gone, and another message has its id.
  await stage.store.commit([{ do: 'delete', space: LEDGER, id: 'm0000' }]);
  stage.link.drop();
  for (const id of ['m0000', 'waiting']) await stage.accept(id, 60_000);
  const bound = keepTo(1);
  await until(async () => (await entries()) === 0);
  expect(bound.evicted()).toBe(99);
  expect((await stage.record('m0000'))?.status).toBe('queued');
  expect((await stage.record('waiting'))?.status).toBe('queued');
});

it('what has expired by itself is no longer counted', async () => {
  await settle(ids(0, 100));
  const bound = keepTo(1_000_000);
  await until(() => bound.bytes() > 20_000);
  stage.pass(61_000);
  await until(async () => bound.bytes() === 0 && (await entries()) === 0);
  expect(bound.evicted()).toBe(0);
});

it('what another replica has settled is counted too', async () => {
  await settle(ids(0, 50));
  const bound = keepTo(1_000_000);
  await until(() => bound.bytes() > 0);
  const before = bound.bytes();
  await settle(ids(50, 100));
  await until(() => bound.bytes() > 1.9 * before);
});
