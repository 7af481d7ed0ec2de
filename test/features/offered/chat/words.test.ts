import { expect, it } from 'vitest';
import { readWords } from '../../../../src/features/offered/chat/words.ts';

it.each([
  ['status', { word: 'status', values: {} }],
  [' Status\n', { word: 'status', values: {} }],
  ['!status', { word: 'status', values: {} }],
  ['/status service=web', { word: 'status', values: { service: ['web'] } }],
  ['errand place=cell place=orchard', { word: 'errand', values: { place: ['cell', 'orchard'] } }],
  [
    'errand note="at dawn, with care" to=“the nurse” empty=',
    { word: 'errand', values: { note: ['at dawn, with care'], to: ['the nurse'], empty: [''] } },
  ],
  ['!status of the web', { word: 'status', values: {}, isWrong: true }],
])('%j begins a command', (text, written) => {
  expect(readWords(text)).toEqual(written);
});

it.each(['', ' ', 'status of the web', 'status service', 'status service=web please'])(
  '%j is a sentence',
  (text) => {
    expect(readWords(text)).toBeUndefined();
  },
);

it('the name of a value is never more than a name', () => {
  const written = readWords('status __proto__=x');
  expect(Object.entries(written?.values ?? {})).toEqual([['__proto__', ['x']]]);
});
