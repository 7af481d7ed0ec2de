import { describe, expect, it } from 'vitest';
import { readBatch } from '../../src/api/batch-body.ts';
import { BridgeError } from '../../src/errors.ts';

const limits = { batchItems: 3, bodyBytes: 20 };

describe('a batch', () => {
  it('is one entry per line', () => {
    expect(readBatch('{"a":1}\n{"a":2}\n', limits)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('may have empty lines and carriage returns', () => {
    expect(readBatch('1\r\n\n  \n2\r\n', limits)).toEqual([1, 2]);
  });

  it('is one entry per array entry', () => {
    expect(readBatch([1, 2], limits)).toEqual([1, 2]);
  });

  it('keeps a broken line at its place', () => {
    const [first, second, third] = readBatch('1\n{\n3', limits);
    expect([first, third]).toEqual([1, 3]);
    expect(second).toEqual(expect.objectContaining({ code: 'malformed-body' }));
  });

  it('says the number of a broken line as an editor shows it', () => {
    expect(readBatch('1\n\n{"a":1,}\n', limits)[1]).toMatchObject({
      message: expect.stringContaining('line 3, column 7') as string,
    });
  });

  it('keeps a line over the bound at its place, by its bytes', () => {
    const [long, short] = readBatch(`"${'é'.repeat(10)}"\n"ok"`, limits);
    expect(long).toBeInstanceOf(BridgeError);
    expect(short).toBe('ok');
  });

  it.each([
    ['lines', '1\n2\n3\n4'],
    ['entries', [1, 2, 3, 4]],
  ])('of too many %s is refused as a whole', (_what, body) => {
    expect(() => readBatch(body, limits)).toThrow(
      expect.objectContaining({ code: 'payload-too-large' }),
    );
  });

  it('of nothing is refused', () => {
    expect(() => readBatch('\n', limits)).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });
});
