import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { describeStore } from './conformance.ts';
import { testBounds } from './opened-stores.ts';
import { silentLog } from './redis-stores.ts';

describe('the memory store', () => {
  describeStore(async () => {
    let time = 1_700_000_000_000;
    const now = () => time;
    const store = await openStore({
      domain: 'bridge.example.org',
      now,
      logger: silentLog,
      logBounds: testBounds,
    });
    return {
      store,
      other: store,
      now,
      pass(ms) {
        time += ms;
        return Promise.resolve();
      },
      close: () => store.close(),
    };
  });

  it('says that it is lost on exit', async () => {
    const warned: object[] = [];
    const logger = { ...silentLog, warn: (fields: object) => warned.push(fields) };
    const store = await openStore({ domain: 'bridge.example.org', now: Date.now, logger });
    expect(store.warnings()).toMatchObject([{ code: 'no-persistence' }]);
    expect(warned).toEqual([{ warning: 'no-persistence' }]);
  });

  it('gives growing positions while the clock stands or runs backwards', async () => {
    let time = 5;
    const log = { domain: 'bridge.example.org', now: () => time, logger: silentLog };
    const store = await openStore(log);
    const positions: string[] = [];
    for (time of [0, 5, 5, 3, 9]) {
      const result = await store.commit([{ do: 'append', log: 'log', value: 'x' }]);
      if (result.ok) positions.push(...result.positions);
    }
    expect(positions).toEqual(['0-1', '5-0', '5-1', '5-2', '9-0']);
  });
});
