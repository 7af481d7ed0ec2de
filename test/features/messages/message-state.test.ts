import { describe, expect, it } from 'vitest';
import {
  isUnsettled,
  MESSAGE_STATES,
  nextState,
} from '../../../src/features/messages/message-state.ts';
import type { MessageNews, MessageState } from '../../../src/features/messages/message-state.ts';

const NEWS: readonly MessageNews[] = [
  'written',
  'link-lost',
  'barrier',
  'receipt',
  'displayed',
  'bounce',
  'expired',
];

/** The paths a message takes, as told in ARCHITECTURE.md. */
const PATHS: readonly [string, MessageNews[], MessageState][] = [
  ['001 acknowledged by the server', ['written', 'barrier'], 'acknowledged'],
  ['002 delivered to a device', ['written', 'barrier', 'receipt'], 'delivered'],
  ['003 displayed', ['written', 'barrier', 'receipt', 'displayed'], 'displayed'],
  ['004 a receipt faster than the barrier', ['written', 'receipt', 'barrier'], 'delivered'],
  ['005 a bounce faster than the barrier', ['written', 'bounce', 'barrier'], 'failed'],
  ['006 a bounce long after the acknowledgement', ['written', 'barrier', 'bounce'], 'failed'],
  ['007 a second device refuses it', ['written', 'barrier', 'receipt', 'bounce'], 'delivered'],
  [
    '008 the link dropped, it goes again',
    ['written', 'link-lost', 'written', 'barrier'],
    'acknowledged',
  ],
  ['009 never left', ['expired'], 'failed'],
  ['010 expired while in the air: it may have arrived', ['written', 'expired'], 'sent'],
  ['011 a receipt after a failure comes too late', ['written', 'bounce', 'receipt'], 'failed'],
];

describe('the states of a message', () => {
  it.each(PATHS)('%s', (_, news, end) => {
    const last = news.reduce<MessageState>(
      (state, item) => nextState(state, item) ?? state,
      'queued',
    );
    expect(last).toBe(end);
  });

  it('never leave failed or displayed', () => {
    for (const state of ['failed', 'displayed'] as const) {
      for (const news of NEWS) expect(nextState(state, news)).toBeUndefined();
    }
  });

  it('never go back to the outbox once the server has it', () => {
    for (const state of MESSAGE_STATES.filter((one) => !isUnsettled(one))) {
      for (const news of NEWS) {
        const next = nextState(state, news);
        expect(next === undefined || !isUnsettled(next)).toBe(true);
      }
    }
  });
});
