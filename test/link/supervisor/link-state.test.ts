import { describe, expect, it } from 'vitest';
import {
  nextLinkState,
  type LinkEvent,
  type LinkState,
} from '../../../src/link/supervisor/link-state.ts';

const after = (...events: LinkEvent[]) => events.reduce<LinkState>(nextLinkState, 'offline');

describe('the state of a link', () => {
  it('comes up by an attempt that is accepted', () => {
    expect(after('attempt')).toBe('connecting');
    expect(after('attempt', 'accepted')).toBe('online');
  });

  it('is offline once the stream ended, wherever it was', () => {
    expect(after('attempt', 'ended')).toBe('offline');
    expect(after('attempt', 'accepted', 'ended')).toBe('offline');
    expect(after('attempt', 'accepted', 'drain', 'ended')).toBe('offline');
    expect(after('attempt', 'drain', 'ended')).toBe('offline');
  });

  it('drains only what was online', () => {
    expect(after('attempt', 'accepted', 'drain')).toBe('draining');
    expect(after('attempt', 'drain')).toBe('offline');
    expect(after('drain')).toBe('offline');
  });
});
