import { expect, it } from 'vitest';
import { pageOf } from '../../src/core/paging.ts';

const CAST = ['balthasar', 'juliet', 'mercutio', 'romeo', 'tybalt'];
const itself = (name: string) => name;

it('a list is read page by page, and the last has no next', () => {
  const first = pageOf(CAST, { limit: 3 }, itself);
  expect(first).toEqual({ items: ['balthasar', 'juliet', 'mercutio'], next: 'mercutio' });
  expect(pageOf(CAST, { limit: 3, after: 'mercutio' }, itself)).toEqual({
    items: ['romeo', 'tybalt'],
  });
});

it('a page goes on behind an item that is gone', () => {
  const left = CAST.filter((name) => name !== 'mercutio');
  expect(pageOf(left, { limit: 1, after: 'mercutio' }, itself)).toEqual({
    items: ['romeo'],
    next: 'romeo',
  });
});
