import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { WriteBuffer } from '../../src/link/write-buffer.ts';

let writes: { text: string; taken: () => void }[];
let writeBuffer: WriteBuffer;

beforeEach(() => {
  writes = [];
  writeBuffer = new WriteBuffer((text, taken) => void writes.push({ text, taken }), 100);
});

async function outcome(promise: Promise<boolean>): Promise<boolean | 'open'> {
  return await Promise.race([promise, turn('open' as const)]);
}

describe('what goes out', () => {
  it('is joined into one write per turn', async () => {
    writeBuffer.add(['a', 'b']);
    writeBuffer.add(['c']);
    expect(writes).toEqual([]);
    await turn();
    expect(writes.map(({ text }) => text)).toEqual(['abc']);
  });

  it('waits until the kernel has taken what went before', async () => {
    writeBuffer.add(['a']);
    await turn();
    writeBuffer.add(['b']);
    await turn();
    expect(writes).toHaveLength(1);
    writes[0]!.taken();
    expect(writes.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('is cut between stanzas, so that progress can be seen', async () => {
    const stanza = 'x'.repeat(40_000);
    writeBuffer.add([stanza, stanza, stanza]);
    await turn();
    writes[0]!.taken();
    expect(writes.map(({ text }) => text.length)).toEqual([80_000, 40_000]);
  });

  it('counts what waits and what was taken', async () => {
    writeBuffer.add(['12345']);
    await turn();
    expect([writeBuffer.unsent, writeBuffer.taken]).toEqual([5, 0]);
    writes[0]!.taken();
    expect([writeBuffer.unsent, writeBuffer.taken]).toEqual([0, 5]);
  });

  it('is drained while less than the bound waits', async () => {
    writeBuffer.add(['x'.repeat(99)]);
    expect(await outcome(writeBuffer.drained())).toBe(true);
    writeBuffer.add(['x']);
    const drained = writeBuffer.drained();
    expect(await outcome(drained)).toBe('open');
    writes[0]!.taken();
    expect(await drained).toBe(true);
  });

  it('is flushed when the kernel has taken everything', async () => {
    writeBuffer.add(['a']);
    const flushed = writeBuffer.flushed();
    expect(await outcome(flushed)).toBe('open');
    writes[0]!.taken();
    expect(await flushed).toBe(true);
  });

  it('tells all who wait that it was stopped, and takes nothing more', async () => {
    writeBuffer.add(['x'.repeat(100)]);
    const drained = writeBuffer.drained();
    writeBuffer.stop();
    expect(await drained).toBe(false);
    writeBuffer.add(['y']);
    await turn();
    expect(writes).toEqual([]);
    expect(await writeBuffer.drained()).toBe(false);
  });
});
