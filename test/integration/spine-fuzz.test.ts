/** A slice of `npm run fuzz`, the same in each run. */
import { describe, expect, it } from 'vitest';
import { fuzzAgainst } from '../fuzz/against.ts';
import { SERVERS } from './spine/stage.ts';

describe.each(SERVERS)('generated calls and stanzas against $kind', ({ kind }) => {
  it('close no link, are never a failure of the bridge, and are answered as documented', async () => {
    const plan = { server: kind, calls: 700, stanzas: 300, incoming: 100, seed: 4181 };
    const { rest, raw, linkLosses } = await fuzzAgainst(plan);
    expect([...rest.faults, ...raw.faults]).toEqual([]);
    expect(linkLosses).toBe(0);
    // Where all were refused, nothing would be shown.
    expect(rest.statuses[202]).toBeGreaterThan(2);
    expect(raw.statuses[202]).toBeGreaterThan(30);
  });
});
