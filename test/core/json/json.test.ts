import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/core/json/json.ts';

const malformed = expect.objectContaining({ code: 'malformed-body' }) as Error;

describe('JSON from outside', () => {
  it('is read', () => {
    expect(parseJson('{"a":[1,"{[",null]}')).toEqual({ a: [1, '{[', null] });
  });

  it('may be as deep as any stanza', () => {
    const deep = `${'['.repeat(100)}${']'.repeat(100)}`;
    expect(() => parseJson(deep)).not.toThrow();
  });

  it('is wide as it likes', () => {
    expect(parseJson(`[${'{},'.repeat(200)}{}]`)).toHaveLength(201);
  });

  it.each([
    ['is cut off', '{"a":'],
    ['is nothing', ''],
    ['is nested without end', '['.repeat(100_000)],
    ['would change every object', '{"__proto__":{"admin":true}}'],
    ['would do so in disguise', '{"\\u005f_proto__":{"admin":true}}'],
    ['would do so by the constructor', '{"constructor":{"prototype":{"admin":true}}}'],
  ])('that %s is refused', (_what, text) => {
    expect(() => parseJson(text)).toThrow(malformed);
  });

  it('may begin with a byte order mark', () => {
    expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  it('is refused with the place of what is wrong', () => {
    const detail = expect.stringContaining('line 2, column 9: there is a comma before }') as string;
    expect(() => parseJson('{\n  "a": 1,\n}')).toThrow(
      expect.objectContaining({
        code: 'malformed-body',
        message: detail,
        facts: { errors: [{ pointer: '', detail }] },
      }),
    );
  });

  it('has each key once, as deep as it may be', () => {
    expect(() => parseJson('{"a":[{"b":1,"c":{},"b":2}]}')).toThrow(malformed);
    expect(parseJson('{"a":[{"b":1},{"b":":"}],"1":{"a":null}}')).toEqual({
      a: [{ b: 1 }, { b: ':' }],
      1: { a: null },
    });
  });

  it('may speak of prototypes', () => {
    const body = 'the constructor and __proto__';
    expect(parseJson(JSON.stringify({ body }))).toEqual({ body });
  });

  it('has brackets counted outside strings only', () => {
    const text = JSON.stringify('\\"'.repeat(10) + '['.repeat(500));
    expect(() => parseJson(text)).not.toThrow();
  });
});
