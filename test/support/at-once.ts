import { describe } from 'vitest';

/**
 * The same tests for each case: all cases at the same time, the tests of one case one after the other. For tests that
 * mostly wait, as each case has servers of its own. Titles are those of `describe.each`.
 */
export function describeAtOnce<const Case extends object>(
  cases: readonly Case[],
  title: string,
  tests: (one: Case) => void,
): void {
  describe.concurrent.each(cases)(title, (one) => {
    describe('in turn', { concurrent: false }, () => {
      tests(one);
    });
  });
}
