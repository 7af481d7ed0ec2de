import { describe, expect, it } from 'vitest';
import { show } from '../../src/cli/show.ts';

const ITEMS = [
  { at: 'noon', id: '1', status: 'delivered' },
  { id: '22', status: 'dead', note: 'x'.repeat(80) },
];

describe('a list for a person', () => {
  it('is a table, with what tells its items apart first', () => {
    expect(show({ items: ITEMS.map(({ id, status }) => ({ status, id })) })).toBe(
      ['id  status', '1   delivered', '22  dead'].join('\n'),
    );
  });

  it('cuts what is too wide, and leaves out what an item lacks', () => {
    const [, first, second] = show({ items: ITEMS }).split('\n');
    expect(first).toBe('1   delivered  noon');
    expect(second).toMatch(/^22 {2}dead {13}x{59}…$/);
  });

  it('has colours that take no room', () => {
    const [, first, second] = show({ items: ITEMS.slice(0, 1) }, { hasColours: true }).split('\n');
    expect(first).toBe('1   \u001B[32mdelivered\u001B[0m  noon');
    expect(second).toBeUndefined();
  });

  it('says how to go on', () => {
    expect(show({ items: ITEMS, next: 'abc' })).toMatch(/\nmore: --after abc$/);
  });

  it('says when it is empty', () => {
    expect(show({ items: [] })).toBe('none');
  });

  it('says how to go on also when none of what was looked at is shown', () => {
    expect(show({ items: [], next: 'abc' })).toBe('none\nmore: --after abc');
  });
});
