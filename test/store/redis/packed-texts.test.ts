import { describe, expect, it } from 'vitest';
import { PackedTexts } from '../../../src/store/redis/packed-texts.ts';
import { unpackTexts } from './unpack-texts.ts';

function packed(texts: readonly string[]): Buffer {
  const list = new PackedTexts();
  for (const text of texts) list.add(text);
  return list.take();
}

describe('packed texts', () => {
  it('are a MessagePack array of strings, each with its length in bytes', () => {
    const bytes = [0xdd, 0, 0, 0, 2, 0xdb, 0, 0, 0, 1, 0x61, 0xdb, 0, 0, 0, 2, 0xc3, 0xa9];
    expect([...packed(['a', 'é'])]).toEqual(bytes);
  });

  it('keep every character, alone and beside others', () => {
    const texts = ['', 'Romeo', 'Ромео', 'روميو', '💔', 'ÿ\u0000\n', 'é'.repeat(70_000)];
    expect(unpackTexts(packed(texts))).toEqual(texts);
  });

  it('begin anew when they were taken, and change nothing of what was taken', () => {
    const list = new PackedTexts();
    list.add('Romeo');
    const first = list.take();
    list.add('Juliet');
    expect([first, list.take()].map(unpackTexts)).toEqual([['Romeo'], ['Juliet']]);
  });

  it('know their size in bytes before they are packed', () => {
    const list = new PackedTexts();
    list.add('Ромео');
    expect(list.size).toBe(packed(['Ромео']).length);
  });
});
