import { describe, expect, it } from 'vitest';
import { LINK_EVENTS, LINK_STATES, nextLinkState } from '../../src/link/link-state.ts';
import type { LinkEvent, LinkState } from '../../src/link/link-state.ts';

const after = (...events: LinkEvent[]) => events.reduce<LinkState>(nextLinkState, 'offline');

describe('the state of a link', () => {
  it('has a next state for every event in every state', () => {
    for (const state of LINK_STATES) {
      for (const event of LINK_EVENTS) expect(LINK_STATES).toContain(nextLinkState(state, event));
    }
  });

  it('comes up by an attempt that is accepted', () => {
    expect(after('attempt')).toBe('connecting');
    expect(after('attempt', 'accepted')).toBe('online');
  });

  it('is offline once the stream ended, wherever it was', () => {
    for (const state of LINK_STATES) expect(nextLinkState(state, 'ended')).toBe('offline');
  });

  it('drains only what was online', () => {
    expect(after('attempt', 'accepted', 'drain')).toBe('draining');
    expect(after('attempt', 'drain')).toBe('offline');
    expect(after('drain')).toBe('offline');
  });

  it('does not come up again while it drains', () => {
    expect(after('attempt', 'accepted', 'drain', 'accepted')).toBe('draining');
    expect(after('attempt', 'accepted', 'drain', 'attempt')).toBe('draining');
  });

  it('ignores that an attempt was accepted which is over', () => {
    expect(after('attempt', 'ended', 'accepted')).toBe('offline');
  });
});
