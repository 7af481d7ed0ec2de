import { describe, expect, it } from 'vitest';
import type { Offer } from '../../../src/features/offered/offer.ts';
import { replyOf, type Session } from '../../../src/features/offered/serving/session.ts';
import { firstTurn, nextTurn } from '../../../src/features/offered/serving/turn.ts';

const FRESH = {
  ...{ id: 's1', identity: 'nurse@bridge.example.org', node: 'errand' },
  remote: 'juliet@example.org/balcony',
};
const FORM = { type: 'form', fields: [{ var: 'place', required: true }] } as const;
const OFFER = { node: 'errand', name: 'Errand', allow: 'all', timeout: 10, at: 0 } as const;
const SHOWN = { form: { ...FORM, fields: [...FORM.fields] }, actions: ['next'] as const };
const one: Session = { ...FRESH, steps: [SHOWN] };
const submit = (place: string) => ({
  node: 'errand',
  form: { type: 'submit' as const, fields: [{ var: 'place', values: [place] }] },
});

describe('a step of an offered command', () => {
  it('shows the first form, or asks where there is none', () => {
    const withForm: Offer = { ...OFFER, first: SHOWN };
    const execute = { node: 'errand', action: 'execute' } as const;
    expect(firstTurn(FRESH, withForm, execute)).toEqual({ do: 'show', session: one });
    expect(firstTurn(FRESH, OFFER, execute)).toMatchObject({ do: 'ask', asked: { step: 0 } });
    const cancel = { node: 'errand', action: 'cancel' } as const;
    expect(firstTurn(FRESH, withForm, cancel)).toMatchObject({ do: 'refuse' });
  });

  it('asks with the values, and goes back to the form as it was filled in', () => {
    const turn = nextTurn(one, { ...submit('cell'), action: 'next' }, 0);
    expect(turn).toMatchObject({ asked: { action: 'next', step: 1, values: { place: ['cell'] } } });
    const session = 'session' in turn ? turn.session : one;
    const two = { ...session, steps: [...session.steps, SHOWN] };
    const back = nextTurn(two, { node: 'errand', action: 'prev' }, 0);
    expect(replyOf('session' in back ? back.session : one)).toMatchObject({
      form: { fields: [{ values: ['cell'] }] },
      actions: ['next'],
    });
  });

  it.each([
    ['an empty required field', one, submit(''), 'bad-request'],
    [
      'an action that is not offered',
      one,
      { ...submit('cell'), action: 'complete' },
      'bad-request',
    ],
    ['a way back from the first form', one, { node: 'errand', action: 'prev' }, 'bad-request'],
    ['a command that has ended', { ...one, over: true }, submit('cell'), 'not-allowed'],
    [
      'a step while another is answered',
      { ...one, asked: { event: 'e1', until: 1, step: 1 } },
      submit('cell'),
      'unexpected-request',
    ],
  ] as const)('is refused: %s', (_, session, request, condition) => {
    const turn = nextTurn(session, request, 0);
    expect(turn).toMatchObject({ do: 'refuse', error: { condition } });
  });
});
