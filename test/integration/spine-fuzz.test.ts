/** A slice of `npm run fuzz`, the same in each run. */
import { describe, expect, it } from 'vitest';
import { fuzzAgainst } from '../fuzz/against.ts';
import { SERVERS } from './spine/stage.ts';

describe.each(SERVERS)('generated calls, stanzas and frames against $kind', ({ kind }) => {
  it('close no link, are never a failure of the bridge, and are answered as documented', async () => {
    const counts = { calls: 1_000, stanzas: 300, incoming: 100, conversations: 60 };
    const { rest, raw, ws, linkLosses } = await fuzzAgainst({
      server: kind,
      ...counts,
      seed: 1597,
    });
    expect([...rest.faults, ...raw.faults, ...ws.faults]).toEqual([]);
    expect(linkLosses).toBe(0);
    // Where all were refused, nothing would be shown.
    expect(rest.statuses[202]).toBeGreaterThan(2);
    expect(raw.statuses[202]).toBeGreaterThan(30);
    expect(ws.statuses[202]).toBeGreaterThan(5);
    for (const code of [1002, 1007, 1009]) expect(ws.statuses[code]).toBeGreaterThan(0);
  });
});
