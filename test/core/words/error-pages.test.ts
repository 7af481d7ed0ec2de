import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../../src/config/settings-table.ts';
import {
  ERROR_PAGES,
  errorPages,
  errorPageText,
  headingOf,
} from '../../../src/core/words/error-pages.ts';

describe('what can be looked up', () => {
  it('is found by the type of a problem, by its code, and by a condition', () => {
    const names = (name: string) => errorPages(name).map(headingOf);
    expect(names('urn:stanza-bridge:problem:iq-timeout')).toEqual(['iq-timeout']);
    expect(names('expired')).toEqual(['Failed: expired']);
    expect(names('conflict')).toEqual(['conflict', 'Condition: conflict']);
    expect(names('star-crossed')).toEqual([]);
  });

  it('has a heading of its own each', () => {
    const headings = ERROR_PAGES.map(headingOf);
    expect(new Set(headings).size).toBe(headings.length);
  });

  it('names only settings that there are', () => {
    const known = new Set(Object.values(SETTINGS).map(({ name }) => name as string));
    const named = ERROR_PAGES.flatMap((page) => errorPageText(page).match(/BRIDGE_\w+/g) ?? []);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
