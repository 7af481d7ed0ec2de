import { describe, expect, it } from 'vitest';
import {
  decide,
  type Decision,
  type Said,
  type Situation,
} from '../../../src/features/hooks/intake/decide.ts';
import { NO_WINDOW, type Case, type Window } from '../../../src/features/hooks/intake/records.ts';

const JULIET = 'juliet@example.org';
const ROOM = 'orchard@muc.example.org';

let ids = 0;

function situation(more: Partial<Situation> & { readonly says?: Partial<Said> } = {}): Situation {
  const { says, ...rest } = more;
  const said = { caseId: 'c1', title: 'Light', same: 's1', text: 't1', body: 'b1', ends: false };
  return {
    update: 'edit',
    storm: { max: 2, per: 60 },
    recipients: [JULIET, ROOM],
    said: { ...said, ...says },
    known: undefined,
    window: undefined,
    now: 1_000_000,
    newId: () => `m${++ids}`,
    ...rest,
  };
}

const known = (more: Partial<Case> = {}): Case => ({
  ...{ same: 's1', text: 't1', ends: false, first: { [JULIET]: 'a', [ROOM]: 'b' }, at: 1 },
  plan: { how: 'new', messages: [], done: true },
  ...more,
});

const planOf = (decision: Decision) => (decision.do === 'send' ? decision.plan : undefined);

describe('what becomes of a notice', () => {
  it('is a message for each recipient when it is the first of its case', () => {
    const decision = decide(situation());
    expect(planOf(decision)).toEqual({
      how: 'new',
      messages: [
        { to: JULIET, id: expect.any(String) as string },
        { to: ROOM, id: expect.any(String) as string },
      ],
    });
    expect(decision).toMatchObject({ case: { same: 's1', ends: false }, window: { sent: 1 } });
  });

  it('is nothing when it was said before', () => {
    expect(decide(situation({ known: known() })).do).toBe('nothing');
  });

  it('goes on with the plan of a replica that may have died before it was carried out', () => {
    const plan = { how: 'new', messages: [{ to: JULIET, id: 'a' }] } as const;
    expect(decide(situation({ known: known({ plan }) }))).toEqual({ do: 'resume', plan });
  });

  it('corrects the first message of each recipient, however often', () => {
    const says = { same: 's2', text: 't2', ends: true };
    const decision = decide(situation({ known: known(), says }));
    expect(planOf(decision)).toMatchObject({
      how: 'edit',
      messages: [{ about: 'a' }, { about: 'b' }],
    });
    expect(decision).toMatchObject({ case: { first: { [JULIET]: 'a', [ROOM]: 'b' }, ends: true } });
  });

  it('is new to a recipient that was added', () => {
    const says = { text: 't2' };
    const decision = decide(situation({ known: known({ first: { [JULIET]: 'a' } }), says }));
    const { messages } = planOf(decision)!;
    expect(messages).toEqual([
      { to: JULIET, about: 'a', id: expect.any(String) as string },
      { to: ROOM, id: expect.any(String) as string },
    ]);
    expect(decision).toMatchObject({ case: { first: { [JULIET]: 'a', [ROOM]: messages[1]!.id } } });
  });

  it('begins another case after the end of one', () => {
    const says = { same: 's3', text: 't3' };
    const decision = decide(
      situation({ known: known({ ends: true, same: 's2', text: 't2' }), says }),
    );
    expect(planOf(decision)?.how).toBe('new');
  });

  it('is no reply where only the words differ', () => {
    const says = { text: 't2' };
    expect(decide(situation({ known: known(), says, update: 'reply' })).do).toBe('nothing');
    expect(planOf(decide(situation({ known: known(), says })))?.how).toBe('edit');
  });

  it.each(['reply', 'new'] as const)('is told as the hook asks for: %s', (update) => {
    const says = { same: 's2', text: 't2' };
    expect(planOf(decide(situation({ known: known(), says, update })))?.how).toBe(update);
  });
});

describe('a storm', () => {
  const full: Window = { ...NO_WINDOW, since: 1_000_000, sent: 2 };

  it('is held back beyond the bound, and counted by title', () => {
    const first = decide(situation({ window: full }));
    expect(first).toMatchObject({ do: 'hold', window: { held: 1, titles: [['Light', 1]] } });
    const window = first.do === 'hold' ? first.window : undefined;
    const second = decide(situation({ window, says: { caseId: 'c2' } }));
    expect(second).toMatchObject({ do: 'hold', window: { held: 2, titles: [['Light', 2]] } });
  });

  it('remembers a case of which nobody was told, and tells its news as new', () => {
    const held = decide(situation({ window: full }));
    expect(held).toMatchObject({ case: { first: {} } });
    const later = held.do === 'hold' ? held.case : undefined;
    expect(decide(situation({ window: full, known: later })).do).toBe('nothing');
    const news = decide(situation({ known: later, says: { text: 't2', ends: true } }));
    expect(planOf(news)?.how).toBe('new');
  });

  it('holds the last correction of each case back', () => {
    const says = { text: 't2', body: 'out' };
    const decision = decide(situation({ window: full, known: known(), says }));
    expect(decision).toMatchObject({
      do: 'hold',
      case: { held: 'out' },
      window: { edits: ['c1'] },
    });
  });

  it('counts no more than it can keep', () => {
    let window = full;
    for (let i = 0; i < 30; i += 1) {
      const decision = decide(situation({ window, says: { caseId: `c${i}`, title: `${i}` } }));
      if (decision.do === 'hold') window = decision.window;
    }
    expect(window).toMatchObject({ held: 30 });
    expect(window.titles).toHaveLength(10);
  });

  it('is over when its time is, after what was held back', () => {
    const now = 1_060_000;
    expect(decide(situation({ window: full, now })).do).toBe('send');
    expect(decide(situation({ window: { ...full, held: 1 }, now })).do).toBe('flush');
  });
});
