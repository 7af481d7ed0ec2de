import { describe, expect, it } from 'vitest';
import type { DataForm } from '../../../../src/contract/schemas.ts';
import { chatBegins, chatGoesOn, isTalking } from '../../../../src/features/offered/chat/talk.ts';
import { textOf } from '../../../../src/features/offered/chat/text.ts';
import type { Offer } from '../../../../src/features/offered/offer.ts';
import { replyOf, type Session } from '../../../../src/features/offered/serving/session.ts';
import type { Turn } from '../../../../src/features/offered/serving/turn.ts';

const FRESH = {
  ...{ id: 's1', identity: 'nurse@bridge.example.org', node: 'errand' },
  remote: 'juliet@example.org',
};
const FORM: DataForm = {
  type: 'form',
  title: 'An errand',
  fields: [
    { var: 'FORM_TYPE', type: 'hidden', values: ['urn:verona:errand'] },
    {
      ...{ var: 'place', type: 'list-single', label: 'Where to', required: true },
      options: [{ value: 'cell', label: "The friar's cell" }, { value: 'orchard' }],
    },
    { var: 'alone', type: 'boolean', values: ['1'] },
    { var: 'note', type: 'text-single' },
  ],
};
const OFFER: Offer = {
  ...{ node: 'errand', name: 'An errand', allow: 'all', timeout: 10, at: 0, word: 'errand' },
  first: { form: FORM, actions: ['next'] },
};

const begin = (values = {}, offer = OFFER) => chatBegins(FRESH, { offer, values, now: 0 });
const sessionOf = (turn: Turn): Session => {
  if (turn.do === 'refuse') throw new Error(turn.error.text);
  return turn.session;
};
const say = (turn: Turn, text: string) => chatGoesOn(sessionOf(turn), text, 0);
const shown = (turn: Turn) => {
  const session = sessionOf(turn);
  const { fault } = turn as { fault?: string };
  return textOf(replyOf(session), { chat: session.chat, fault });
};

describe('a command in a chat', () => {
  it('asks for one field after the other, and hands in what fits', () => {
    const first = begin();
    expect(shown(first)).toBe(
      'An errand\nWrite "cancel" to end this.\nWhere to? Choose one of: cell (The friar\'s cell), orchard.',
    );
    const second = say(first, "the friar's CELL");
    expect(shown(second)).toBe('alone? Yes or no. "-" keeps yes.');
    const third = say(second, 'No');
    expect(shown(third)).toBe('note? "-" leaves it empty.');
    expect(say(third, '-')).toMatchObject({
      do: 'ask',
      asked: { action: 'next', step: 1, values: { place: ['cell'], alone: ['0'], note: [] } },
    });
  });

  it('says what is expected in place of what does not fit, and asks again', () => {
    const wrong = say(begin(), 'tomb');
    expect(shown(wrong)).toMatch(
      /^The form does not offer "tomb"\. Choose one of: "cell", "orchard"\.\nWhere to\?/,
    );
    expect(shown(say(wrong, 'cell'))).toContain('alone?');
    expect(say(begin(), '-')).toMatchObject({ fault: 'The form requires this field.' });
  });

  it.each(['constructor', '__proto__'])('does not take %s for yes or no', (word) => {
    const turn = say(say(begin(), 'cell'), word);
    expect((turn as { fault?: string }).fault).toEqual(expect.any(String));
    expect(sessionOf(turn).chat?.filled).not.toHaveProperty('alone');
  });

  it('ends after five answers in a row that do not fit', () => {
    let turn = begin();
    for (const text of ['a', 'b', 'c', 'd']) turn = say(turn, text);
    expect(turn.do).toBe('show');
    expect(say(turn, 'e').do).toBe('cancel');
  });

  it('takes values beside the word, and asks only for what is required then', () => {
    expect(begin({ place: ['Orchard'] })).toMatchObject({
      do: 'ask',
      asked: { values: { place: ['orchard'], alone: ['1'], note: [] } },
    });
    expect(shown(begin({ note: ['soon'] }))).toContain('Where to?');
    expect(say(begin({ note: ['soon'] }), 'cell')).toMatchObject({
      asked: { values: { place: ['cell'], note: ['soon'] } },
    });
  });

  it.each([
    [{ place: ['tomb'] }, 'place: The form does not offer "tomb".'],
    [{ plaec: ['cell'] }, 'plaec: The form has no field "plaec"; did you mean "place"?'],
    [{ alone: ['maybe'] }, 'alone: "maybe" is neither true nor false.'],
    [{ FORM_TYPE: ['urn:other'] }, 'FORM_TYPE: This field is hidden'],
  ])('refuses %j and says why', (values, why) => {
    const turn = begin(values);
    expect(turn).toMatchObject({ do: 'refuse', error: { condition: 'bad-request' } });
    expect(turn.do === 'refuse' && turn.error.text).toContain(why);
  });

  it('gives values beside the word of a command without a form to whoever serves it', () => {
    const { first: _, ...bare } = OFFER;
    expect(begin({ verbose: ['1'] }, bare)).toMatchObject({
      do: 'ask',
      asked: { action: 'execute', step: 0, values: { verbose: ['1'] } },
    });
    expect(begin({}, bare)).not.toHaveProperty('asked.values');
  });

  it('is canceled by a word, also while somebody works on it', () => {
    const asked = { event: 'e1', until: 1, step: 1 };
    const waiting = { ...sessionOf(begin()), asked };
    expect(chatGoesOn(waiting, 'Cancel', 0).do).toBe('cancel');
    expect(chatGoesOn(waiting, 'cell', 0)).toMatchObject({
      error: { condition: 'unexpected-request' },
    });
  });

  it('goes on from a form without fields by the word that it names', () => {
    const notice = { form: { type: 'form' as const, title: 'Sure?' }, actions: ['next'] as const };
    const turn = begin({}, { ...OFFER, first: notice });
    expect(shown(turn)).toBe('Sure?\nWrite "cancel" to end this.\nWrite "next" to go on.');
    expect(say(turn, 'perhaps')).toMatchObject({ do: 'show', fault: 'That was not understood.' });
    expect(say(turn, 'next')).toMatchObject({ do: 'ask', asked: { action: 'next' } });
  });

  it('asks again for all of a form that was refused, with what was filled in', () => {
    const asked = begin({ place: ['orchard'] });
    expect(shown({ do: 'show', session: sessionOf(asked) })).toContain('"-" keeps orchard.');
  });

  it('is over where nothing was shown and nobody answers any more', () => {
    const session = { ...FRESH, steps: [], asked: { event: 'e1', until: 5, step: 0 } };
    expect([isTalking(session, 4), isTalking(session, 5)]).toEqual([true, false]);
    expect(isTalking({ ...sessionOf(begin()), over: true }, 0)).toBe(false);
  });
});

describe('what is said at the end', () => {
  it('has the notes and the data', () => {
    const form: DataForm = {
      ...{ type: 'result', title: 'Services' },
      fields: [
        { var: 'up', type: 'boolean', values: ['1'] },
        { type: 'hidden', values: ['x'] },
      ],
      reported: [{ var: 'name', label: 'Name' }, { var: 'load' }],
      items: [
        [
          { var: 'name', values: ['web'] },
          { var: 'load', values: ['0.2'] },
        ],
      ],
    };
    const notes = [{ type: 'info' as const, text: 'All is well.' }];
    const reply = { node: 'status', status: 'completed' as const, notes, form };
    expect(textOf(reply)).toBe('All is well.\nServices\nup: yes\nName | load\nweb | 0.2');
  });

  it.each([
    ['completed', 'Done.'],
    ['canceled', 'Canceled.'],
  ] as const)('is a word where there is nothing to say: %s', (status, text) => {
    expect(textOf({ node: 'status', status })).toBe(text);
  });
});
