import { describe, expect, it } from 'vitest';
import {
  isFinal,
  isUnsettled,
  MESSAGE_STATES,
  nextState,
} from '../../../../src/features/messages/ledger/message-state.ts';
import type {
  MessageNews,
  MessageState,
} from '../../../../src/features/messages/ledger/message-state.ts';

const NEWS: readonly MessageNews[] = [
  'written',
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
  ['008 no barrier, so nothing more is known', ['written'], 'sent'],
  ['009 not acknowledged in time', ['expired'], 'failed'],
  ['010 its time ends after it left by a link without a barrier', ['written', 'expired'], 'sent'],
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

  it('are final where no news changes them: displayed and failed', () => {
    expect(MESSAGE_STATES.filter(isFinal)).toEqual(['displayed', 'failed']);
    for (const state of MESSAGE_STATES) {
      expect(NEWS.every((news) => nextState(state, news) === undefined)).toBe(isFinal(state));
    }
  });

  it('wait in the outbox while queued, and only then', () => {
    expect(MESSAGE_STATES.filter(isUnsettled)).toEqual(['queued']);
  });

  it('know of no news that changes nothing', () => {
    const matters = (news: MessageNews) => MESSAGE_STATES.some((state) => nextState(state, news));
    expect(NEWS.filter((news) => !matters(news))).toEqual([]);
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
