import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { Outflow } from '../../src/link/write-buffer.ts';

let writes: { text: string; taken: () => void }[];
let outflow: Outflow;

beforeEach(() => {
  writes = [];
  outflow = new Outflow((text, taken) => void writes.push({ text, taken }), 100);
});

async function outcome(promise: Promise<boolean>): Promise<boolean | 'open'> {
  return await Promise.race([promise, turn('open' as const)]);
}

describe('what goes out', () => {
  it('is joined into one write per turn', async () => {
    outflow.add(['a', 'b']);
    outflow.add(['c']);
    expect(writes).toEqual([]);
    await turn();
    expect(writes.map(({ text }) => text)).toEqual(['abc']);
  });

  it('waits until the kernel has taken what went before', async () => {
    outflow.add(['a']);
    await turn();
    outflow.add(['b']);
    await turn();
    expect(writes).toHaveLength(1);
    writes[0]!.taken();
    expect(writes.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('is cut between stanzas, so that progress can be seen', async () => {
    const stanza = 'x'.repeat(40_000);
    outflow.add([stanza, stanza, stanza]);
    await turn();
    writes[0]!.taken();
    expect(writes.map(({ text }) => text.length)).toEqual([80_000, 40_000]);
  });

  it('counts what waits and what was taken', async () => {
    outflow.add(['12345']);
    await turn();
    expect([outflow.unsent, outflow.taken]).toEqual([5, 0]);
    writes[0]!.taken();
    expect([outflow.unsent, outflow.taken]).toEqual([0, 5]);
  });

  it('is drained while less than the bound waits', async () => {
    outflow.add(['x'.repeat(99)]);
    expect(await outcome(outflow.drained())).toBe(true);
    outflow.add(['x']);
    const drained = outflow.drained();
    expect(await outcome(drained)).toBe('open');
    writes[0]!.taken();
    expect(await drained).toBe(true);
  });

  it('is flushed when the kernel has taken everything', async () => {
    outflow.add(['a']);
    const flushed = outflow.flushed();
    expect(await outcome(flushed)).toBe('open');
    writes[0]!.taken();
    expect(await flushed).toBe(true);
  });

  it('tells all who wait that it was stopped, and takes nothing more', async () => {
    outflow.add(['x'.repeat(100)]);
    const drained = outflow.drained();
    outflow.stop();
    expect(await drained).toBe(false);
    outflow.add(['y']);
    await turn();
    expect(writes).toEqual([]);
    expect(await outflow.drained()).toBe(false);
  });
});
