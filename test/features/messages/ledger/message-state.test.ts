import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isFinal,
  isUnsettled,
  MESSAGE_STATES,
  nextState,
  shownStatus,
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
  'refusal',
  'expired',
  'unconfirmed',
  'cancelled',
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
  ['011 a receipt after a bounce comes too late', ['written', 'bounce', 'receipt'], 'failed'],
  ['012 one device refuses it, another has it', ['barrier', 'refusal', 'receipt'], 'delivered'],
  ['013 one device refuses it, another displays it', ['refusal', 'displayed'], 'displayed'],
  ['014 nobody speaks after one device refused it', ['barrier', 'refusal', 'refusal'], 'refused'],
  ['015 one device refuses it, then the server', ['barrier', 'refusal', 'bounce'], 'failed'],
  ['016 a refusal after it was displayed', ['barrier', 'displayed', 'refusal'], 'displayed'],
  ['017 written, its link lost, expired', ['unconfirmed'], 'unconfirmed'],
  ['018 a receipt of what was written and expired', ['unconfirmed', 'receipt'], 'delivered'],
  ['019 a bounce of what was written and expired', ['unconfirmed', 'bounce'], 'failed'],
  [
    '020 an acknowledgement after it was told to be late',
    ['unconfirmed', 'barrier'],
    'unconfirmed',
  ],
  ['021 a receipt of what was never sent', ['expired', 'receipt'], 'failed'],
  ['022 cancelled before it was sent', ['cancelled'], 'failed'],
  ['023 cancelled after it was written', ['written', 'cancelled'], 'sent'],
  ['024 cancelled after it was acknowledged', ['written', 'barrier', 'cancelled'], 'acknowledged'],
  ['025 written after it was cancelled', ['cancelled', 'written', 'barrier'], 'failed'],
  ['026 cancelled after it may have arrived', ['unconfirmed', 'cancelled'], 'unconfirmed'],
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

  it('never go back from what proves that it arrived, whatever the order of the news', () => {
    const proven: readonly MessageState[] = ['delivered', 'displayed'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NEWS)), (news) => {
        let state: MessageState = 'queued';
        for (const item of news) {
          const next: MessageState = nextState(state, item) ?? state;
          if (proven.includes(state)) expect(proven).toContain(next);
          if (isFinal(state)) expect(next).toBe(state);
          state = next;
        }
      }),
    );
  });

  it('take any failure that is not certain back on proof', () => {
    const uncertain = MESSAGE_STATES.filter(
      (state) => shownStatus(state) === 'failed' && !isFinal(state),
    );
    expect(uncertain).toEqual(['unconfirmed', 'refused']);
    for (const state of uncertain) expect(nextState(state, 'receipt')).toBe('delivered');
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
