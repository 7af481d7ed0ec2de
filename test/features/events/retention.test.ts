import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSettings } from '../../../src/config/settings.ts';
import { EVENT_LOG } from '../../../src/features/events/recorder.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { keepTrimmed } from '../../../src/features/events/retention.ts';

const DAY = 86_400_000;
const { settings } = readSettings({
  env: {
    BRIDGE_XMPP_SERVICE: 'xmpp://localhost:5347',
    BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
    BRIDGE_XMPP_SECRET: 'wherefore',
    BRIDGE_RETENTION: '24h',
  },
  readFile: () => '',
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many events of one are left after a round of trimming, when that much time seems to have passed. */
async function left(pass: { readonly store: number; readonly machine: number }): Promise<number> {
  let clock = Date.now();
  const store = createMemoryStore({ now: () => clock });
  await store.commit([{ do: 'append', log: EVENT_LOG, value: '{}' }]);
  clock += pass.store;
  vi.setSystemTime(Date.now() + pass.machine);
  const logger = pino({ level: 'silent' });
  const stop = keepTrimmed({ store, settings, logger }, () => Promise.resolve(undefined));
  await vi.advanceTimersByTimeAsync(60_000);
  stop();
  return (await store.info(EVENT_LOG)).length;
}

it('drops events older than the retention', async () => {
  expect(await left({ store: 2 * DAY, machine: 2 * DAY })).toBe(0);
});

it('drops no event because the clock of this machine is wrong', async () => {
  expect(await left({ store: 0, machine: 2 * DAY })).toBe(1);
});
