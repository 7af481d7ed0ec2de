import { describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.ts';

describe('the most similar name', () => {
  it.each([
    ['bdoy', 'body'],
    ['bodi', 'body'],
    ['subjct', 'subject'],
    ['thread', 'thread'],
    ['sbuejct', 'subject'],
    ['x', undefined],
    ['receipt', undefined],
  ])('to %s is %s', (name, expected) => {
    expect(nearest(name, ['body', 'subject', 'thread'])).toBe(expected);
  });
});
