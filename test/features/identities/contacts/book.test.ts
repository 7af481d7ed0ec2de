import { describe, expect, it } from 'vitest';
import {
  enter,
  settle,
  tell,
  type Book,
  type PresenceHeard,
} from '../../../../src/features/identities/contacts/book.ts';

const here = (resource: string, more: object = {}): PresenceHeard => ({
  ...{ available: true, resource, priority: 0 },
  ...more,
});
const gone = (resource = ''): PresenceHeard => ({ available: false, resource });
const on = (link: string, now = 0) => ({ link, now });
const heard = (...all: readonly PresenceHeard[]): Book => {
  const book = all.reduce<Book | undefined>((it, one) => enter(it, one, on('one')), undefined);
  return settle(book, 'one', 0);
};
const namesOf = ({ resources }: Book) => resources.map(({ resource }) => resource);

describe('the book of a contact', () => {
  it('has its resources, the best first', () => {
    const book = heard(
      here('hall', { show: 'away' }),
      here('garden'),
      here('orchard', { priority: 5 }),
    );
    expect(namesOf(book)).toEqual(['orchard', 'garden', 'hall']);
  });

  it('knows since when a resource is there, however its status changes', () => {
    const first = enter(undefined, here('hall'), on('one', 1));
    const second = enter(first, here('hall', { status: 'asleep' }), on('one', 2));
    expect(second.resources).toEqual([
      { resource: 'hall', priority: 0, status: 'asleep', since: 1 },
    ]);
    expect(second.asOf).toBe(2);
  });

  it('loses one resource, or all with the bare address', () => {
    const book = heard(here('hall'), here('garden'));
    expect(namesOf(enter(book, gone('hall'), on('one')))).toEqual(['garden']);
    expect(namesOf(enter(book, gone(), on('one')))).toEqual([]);
  });

  it('begins anew on another link, and is complete when all had the time to answer', () => {
    const book = enter(heard(here('hall'), here('garden')), here('hall'), on('two'));
    expect(namesOf(book)).toEqual(['hall']);
    expect(book.settled).toBe(false);
    expect(settle(book, 'two', 9)).toMatchObject({ settled: true, asOf: 9 });
  });

  it('is empty when nobody answered on the new link', () => {
    expect(namesOf(settle(heard(here('hall')), 'two', 0))).toEqual([]);
  });

  it('keeps a bound', () => {
    const many = Array.from({ length: 30 }, (_, n) => here(`hall-${n}`));
    expect(heard(...many).resources).toHaveLength(20);
  });
});

describe('a change of availability', () => {
  it('is told once', () => {
    const { book, news } = tell(heard(here('hall')));
    expect(news).toEqual({ available: true });
    expect(tell(book)).not.toHaveProperty('news');
  });

  it('is told at once when somebody comes, and only when it is sure when nobody is there', () => {
    const { book } = tell(enter(undefined, here('hall'), on('one')));
    const lost = enter(book, gone('hall'), on('two'));
    expect(tell(lost)).not.toHaveProperty('news');
    expect(tell(settle(lost, 'two', 0)).news).toEqual({ available: false });
  });

  it('is that of the best resource', () => {
    const { book } = tell(heard(here('hall', { show: 'dnd' })));
    const better = enter(book, here('garden', { show: 'chat' }), on('one'));
    expect(tell(better).news).toEqual({ available: true, show: 'chat' });
  });

  it('of a second client is none', () => {
    const { book } = tell(heard(here('hall')));
    expect(tell(enter(book, here('garden'), on('one')))).not.toHaveProperty('news');
  });

  it('of somebody who was never there is none', () => {
    expect(tell(heard(gone()))).not.toHaveProperty('news');
  });
});
