import { describe, expect, test } from 'vitest';
import { basicOf, bearerOf, headersOf } from '../../src/cli/credential-options.ts';

describe('credentials on the command line', () => {
  test('are headers as curl takes them, and commas are part of a value', () => {
    expect(headersOf(['X-Api-Key: a, b:c', 'X-Other:d'])).toEqual({
      'X-Api-Key': 'a, b:c',
      'X-Other': 'd',
    });
  });

  test('are Basic with colons in the password only, and Bearer', () => {
    expect(basicOf(['nurse:bal:cony'])).toEqual({
      scheme: 'basic',
      username: 'nurse',
      password: 'bal:cony',
    });
    expect(bearerOf(['t'])).toEqual({ scheme: 'bearer', token: 't' });
  });

  test('are removed by an empty value', () => {
    expect([headersOf(['X-Api-Key:']), basicOf(['']), bearerOf([''])]).toEqual([
      { 'X-Api-Key': null },
      null,
      null,
    ]);
  });

  test('in no such form are not repeated', () => {
    expect(() => basicOf(['balcony'])).toThrow('Write --basic as USER:PASSWORD');
    expect(() => headersOf(['balcony'])).toThrow('Write --header as NAME:VALUE');
  });
});
