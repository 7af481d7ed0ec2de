import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../src/core/json/json-fault.ts';

describe('what is wrong with JSON', () => {
  it.each([
    ['a raw line break in a string', '{"body":"Art thou\nnot Romeo"}', 'line 1, column 18', '\\n'],
    ['a Windows line break in a string', '{"a":1,\r\n"b":"x\r\ny"}', 'line 2, column 7', '\\n'],
    ['a tab in a string', '{"body":"a\tb"}', 'line 1, column 11', '\\t'],
    ['a control character', '{"body":"a\u0001b"}', 'line 1, column 11', '\\u0001'],
    [
      'a trailing comma',
      '{\n  "to": "x",\n  "body": "Hi",\n}',
      'line 3, column 15',
      'comma before }',
    ],
    ['a trailing comma in a list', '[1, 2, ]', 'line 1, column 6', 'comma before ]'],
    ['two commas', '[1,,2]', 'line 1, column 4', 'two commas'],
    ['a comma too few', '{"to":"x"\n "body":"Hi"}', 'line 2, column 2', 'comma is missing'],
    ['a colon too few', '{"to" "x"}', 'line 1, column 7', 'colon (:) is missing'],
    ['a semicolon', '{"a":1;"b":2}', 'line 1, column 7', '";" stands here'],
    ['single quotes', "{'to':'x'}", 'line 1, column 2', 'double quotes'],
    ['a value in single quotes', `{"to":'x'}`, 'line 1, column 7', 'double quotes'],
    ['typographic quotes', '{“to”:"x"}', 'line 1, column 2', 'straight quotes'],
    ['a key without quotes', '{to:"x"}', 'line 1, column 2', 'a key stands here without quotes'],
    ['a value without quotes', '{"to":juliet}', 'line 1, column 7', 'without quotes'],
    ['a word that every object has', '{"to":constructor}', 'line 1, column 7', 'without quotes'],
    ['a quote inside a string', '{"body":"She said "ay""}', 'line 1, column 20', 'written as \\"'],
    ['a comment', '{"to":"x", // whom\n"body":"Hi"}', 'line 1, column 12', 'a comment'],
    ['a comment before it', '/* hi */ {}', 'line 1, column 1', 'a comment'],
    ['a comment of a shell', '# hi\n{}', 'line 1, column 1', 'a comment'],
    ['NaN', '{"ttl":NaN}', 'line 1, column 8', 'NaN is no number'],
    ['-Infinity', '{"ttl":-Infinity}', 'line 1, column 8', 'a value is missing'],
    ['undefined', '{"ttl":undefined}', 'line 1, column 8', 'no undefined'],
    ['None', '{"ttl":None}', 'line 1, column 8', 'write null'],
    ['True', '{"xml":True}', 'line 1, column 8', 'lower case'],
    ['a number with a leading zero', '{"ttl":060}', 'line 1, column 8', 'no number of JSON'],
    ['a number with a plus', '{"ttl":+60}', 'line 1, column 8', 'no number of JSON'],
    ['a hexadecimal number', '{"ttl":0x3c}', 'line 1, column 8', 'no number of JSON'],
    ['a Windows path', '{"body":"C:\\Users"}', 'line 1, column 12', '\\\\ for a backslash'],
    ['a body that was cut off', '{"to":"x",\n"body":{"a":', 'line 2, column 13', 'cut off'],
    [
      'an object that is not closed',
      '{"to":"x"',
      'line 1, column 10',
      'begins at line 1, column 1',
    ],
    ['a string that is not closed', '{"to":"x', 'line 1, column 7', 'is not closed'],
    ['a bracket of the wrong kind', '{"a":[1}', 'line 1, column 8', 'as the end of the list'],
    ['a bracket too many', '{"to":"x"}}', 'line 1, column 11', 'has ended before this'],
    ['a second object', '{"to":"x"}\n{"to":"y"}', 'line 2, column 1', '/v1/messages/batch'],
    ['a special space', '{\u00a0"to":"x"}', 'line 1, column 2', 'ordinary space'],
    ['a pair of units as one column', '{"👍":"👍" 1}', 'line 1, column 10', '"1" stands here'],
    ['form data', 'to=juliet%40example.org&body=Hi', 'line 1, column 1', 'form data'],
    ['XML', '<message/>', 'line 1, column 1', 'looks like XML'],
    ['nothing but blanks', ' \n ', 'line 2, column 2', 'the body is empty'],
  ])('is said of %s', (_what, text, place, why) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    const fault = findJsonFault(text);
    expect(fault?.pointer).toBe('');
    expect(fault?.detail.startsWith(`${place}: `)).toBe(true);
    expect(fault?.detail).toContain(why);
  });

  it.each([
    ['{"to":"x","body":"1","body":"2"}', '/body', 'line 1, column 22', '"body"'],
    ['{"a":[{"b/c":1,"b\\/c":2}]}', '/a/0/b~1c', 'line 1, column 16', '"b/c"'],
    ['{"to":1,\n"\\u0074o":2}', '/to', 'line 2, column 1', '"to"'],
  ])('is said of a key that stands twice: %s', (text, pointer, place, key) => {
    const fault = findJsonFault(text);
    expect(fault?.pointer).toBe(pointer);
    expect(fault?.detail).toContain(`${place}: the key ${key} stands here for the second time`);
  });

  it('quotes no more of it than one character', () => {
    const secret = 'swordfish';
    for (const text of [
      `{"a":"${secret}\n"}`,
      `{"a":${secret}}`,
      `{"a":1 ${secret}}`,
      `{"${secret}`,
    ]) {
      expect(findJsonFault(text)?.detail).not.toContain(secret);
    }
  });

  it.each(['{}', '[1,-0.5e+3,true,null,"\\u00e9\\n\u2028"]', ' {"a":{"b":[]}} '])(
    'is nothing for %s',
    (text) => {
      expect(findJsonFault(text)).toBeUndefined();
    },
  );
});
