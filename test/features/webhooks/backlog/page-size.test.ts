import { expect, test } from 'vitest';
import { PageSize } from '../../../../src/features/webhooks/backlog/page-size.ts';

test('a page has about as many bytes as it may, by the entries that came last', () => {
  const size = new PageSize();
  expect(size.next(1_000)).toBe(32);
  size.saw(['x'.repeat(100), 'x'.repeat(300)]);
  expect(size.next(1_000)).toBe(5);
  size.saw(['x'.repeat(5_000)]);
  expect(size.next(1_000)).toBe(1);
  size.saw([]);
  expect(size.next(0)).toBe(1);
  size.saw(['', '']);
  expect(size.next(1e9)).toBe(250);
});
