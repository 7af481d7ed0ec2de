/** Books that are right pass; each way in which they can be wrong is found. */
import { describe, expect, it } from 'vitest';
import type { Arrival, Books, Disturbance, Heard, Verdict } from '../books.ts';
import { judgeIncoming } from './incoming.ts';
import { judgeIqs } from './iqs.ts';
import { judgeLinks } from './links.ts';
import { judgeOutgoing } from './outgoing.ts';
import { judgeReaders } from './readers.ts';

const T = 1_000_000;
const OUT = 'bot1/juliet';
const IN = 'juliet/bot1';

const rules = ({ violations }: Verdict) => violations.map(({ rule }) => rule);

const done = (status: string, reason?: string) => ({
  status,
  history: [
    { status: 'queued', at: T },
    { status: 'acknowledged', at: T + 10 },
  ],
  ...(reason !== undefined && { reason }),
});
const accepted = (number: number, isToNobody = false) => ({
  id: `m${number}`,
  conversation: OUT,
  number,
  at: T + number,
  isToNobody,
});
const arrival = (number: number, more: Partial<Arrival> = {}): Arrival => ({
  ...{ id: `m${number}`, conversation: OUT, number, at: T + 100 + number },
  ...more,
});
const spoken = (number: number) => ({
  id: `in-${number}`,
  conversation: IN,
  number,
  at: T + number,
});
const heard = (number: number, more: Partial<Heard> = {}): Heard => ({
  event: `e${number}`,
  cursor: `c${number}`,
  conversation: IN,
  number,
  at: T + 100 + number,
  ...more,
});
const kill = (who: string, from: number, to = from + 1_000): Disturbance => ({
  what: 'kill',
  ...{ who, from, to },
});

/** Three messages each way, one that bounced, one IQ, and nothing wrong. */
function goodBooks(): Books {
  const log = [heard(0), heard(1), heard(2)];
  return {
    disturbances: [],
    handedOver: new Map([0, 1, 2].map((n) => [`in-${n}`, [{ to: 0, at: T + n }]])),
    outgoing: {
      accepted: [accepted(0), accepted(1), accepted(2), accepted(3, true)],
      records: new Map([
        ...[0, 1, 2].map((n) => [`m${n}`, done('delivered')] as const),
        ['m3', done('failed', 'stanza-error')],
      ]),
      arrivals: [arrival(0), arrival(1), arrival(2)],
      receipts: new Map(
        [0, 1, 2].map((n) => [`m${n}`, { ...spoken(n), id: `rc-m${n}`, at: T + 200 }]),
      ),
    },
    incoming: {
      spoken: [spoken(0), spoken(1), spoken(2)],
      refused: new Set(),
      receipts: new Map([0, 1, 2].map((n) => [`in-${n}`, T + 300])),
      log,
      events: log.map(({ event: id, cursor }) => ({ id, cursor })),
    },
    readers: [{ name: 'webhook', heard: log }],
    iqs: {
      asked: [{ id: 'ui-0', conversation: 'juliet', number: 0, at: T }],
      answers: new Map([['ui-0', [T]]]),
      logged: new Set(['ui-0']),
    },
    linkLosses: [],
  };
}

const outgoing = (change: Partial<Books['outgoing']>, more: Partial<Books> = {}) => {
  const books = goodBooks();
  return judgeOutgoing({ ...books, ...more, outgoing: { ...books.outgoing, ...change } });
};
const incoming = (change: Partial<Books['incoming']>, more: Partial<Books> = {}) => {
  const books = goodBooks();
  return judgeIncoming({ ...books, ...more, incoming: { ...books.incoming, ...change } });
};
const records = (...changes: [string, ReturnType<typeof done>][]) =>
  new Map([...goodBooks().outgoing.records, ...changes]);
const withoutArrival = [arrival(0), arrival(2)];
const withoutEvent = [heard(0), heard(2)];

it('nothing is wrong with good books', () => {
  const books = goodBooks();
  for (const judge of [judgeOutgoing, judgeIncoming, judgeReaders, judgeIqs, judgeLinks]) {
    expect(judge(books).violations).toEqual([]);
  }
  expect(judgeOutgoing(books).figures).toMatchObject({ accepted: 4, delivered: 3 });
});

describe('messages out', () => {
  it('are lost where they are acknowledged and nobody saw them, and the id is told', () => {
    const { violations } = outgoing({ arrivals: withoutArrival });
    expect(violations).toMatchObject([{ rule: 'lost' }]);
    expect(violations[0]?.details[0]).toContain('m1');
  });

  it('are not lost where they failed with a reason', () => {
    const failed = records(['m1', done('failed', 'expired')]);
    expect(rules(outgoing({ arrivals: withoutArrival, records: failed }))).toEqual([]);
    const mute = records(['m1', done('failed')]);
    const verdict = outgoing({ arrivals: withoutArrival, records: mute });
    expect(rules(verdict)).toEqual(['failed without a reason']);
  });

  it('are the server’s own loss where it was killed just after, and only then', () => {
    const killed = { disturbances: [kill('server', T + 1_000)] };
    expect(rules(outgoing({ arrivals: withoutArrival }, killed))).toEqual([]);
    const before = { disturbances: [kill('server', T - 60_000)] };
    expect(rules(outgoing({ arrivals: withoutArrival }, before))).toEqual(['lost']);
    const other = { disturbances: [kill('replica-0', T + 1_000)] };
    expect(rules(outgoing({ arrivals: withoutArrival }, other))).toEqual(['lost']);
  });

  it('must not be told failed where they arrived', () => {
    const verdict = outgoing({ records: records(['m1', done('failed', 'expired')]) });
    expect(rules(verdict)).toEqual(['arrived and told failed']);
  });

  it('must not stay open', () => {
    const verdict = outgoing({ records: records(['m1', done('queued')]) });
    expect(rules(verdict)).toEqual(['an open ledger entry']);
  });

  it('must not be forgotten but by a killed Redis', () => {
    const rest = records();
    rest.delete('m1');
    expect(rules(outgoing({ records: rest }))).toEqual(['accepted and forgotten']);
    const killed = { disturbances: [kill('redis', T + 500)] };
    expect(rules(outgoing({ records: rest }, killed))).toEqual([]);
  });

  it('must not come again without a lost link', () => {
    const arrivals = [arrival(0), arrival(1), arrival(1, { at: T + 5_000 }), arrival(2)];
    expect(rules(outgoing({ arrivals }))).toEqual(['a copy without a lost link']);
    const slow = { what: 'slow', who: 'link', from: T, to: T + 9_000 } as const;
    expect(rules(outgoing({ arrivals }, { disturbances: [slow] }))).toEqual([
      'a copy without a lost link',
    ]);
    const killed = outgoing({ arrivals }, { disturbances: [kill('replica-0', T + 1_000)] });
    expect(rules(killed)).toEqual([]);
    expect(killed.figures).toMatchObject({ copies: 1 });
  });

  it('must not come again more often than a window is wide', () => {
    const copies = Array.from({ length: 4_097 }, () => arrival(1));
    const arrivals = [arrival(0), arrival(1), ...copies, arrival(2)];
    expect(rules(outgoing({ arrivals }, { disturbances: [kill('replica-0', T)] }))).toEqual([
      'more copies than a window',
    ]);
  });

  it('must come in order, copies aside', () => {
    expect(rules(outgoing({ arrivals: [arrival(0), arrival(2), arrival(1)] }))).toEqual([
      'out of order',
    ]);
    const arrivals = [arrival(0), arrival(1), arrival(2), arrival(0)];
    expect(rules(outgoing({ arrivals }, { disturbances: [kill('replica-0', T)] }))).toEqual([]);
  });

  it('must not come under another id', () => {
    const arrivals = [arrival(0), arrival(1), arrival(1, { id: 'other' }), arrival(2)];
    expect(rules(outgoing({ arrivals }))).toContain('arrived under another id');
  });

  it('must not lose their receipts and bounces', () => {
    const verdict = outgoing({
      records: records(['m1', done('acknowledged')], ['m3', done('acknowledged')]),
    });
    expect(rules(verdict)).toEqual(['a receipt is lost', 'a bounce is lost']);
  });

  it('may lose what was in the socket of a killed replica', () => {
    const books = goodBooks();
    const handedOver = new Map([
      ...books.handedOver,
      ['m3', [{ to: 1, at: T + 20 }]],
      ['rc-m1', [{ to: 1, at: T + 210 }]],
    ] as const);
    const verdict = outgoing(
      { records: records(['m1', done('acknowledged')], ['m3', done('acknowledged')]) },
      { handedOver, disturbances: [kill('replica-1', T + 400)] },
    );
    expect(rules(verdict)).toEqual([]);
  });
});

describe('messages in', () => {
  const lost = { log: withoutEvent, receipts: new Map<string, number>() };

  it('are lost where no replica with them was killed', () => {
    expect(rules(incoming(lost))).toEqual(['lost on the way in']);
    const other = { disturbances: [kill('replica-1', T + 100)] };
    expect(rules(incoming(lost, other))).toEqual(['lost on the way in']);
    const late = { disturbances: [kill('replica-0', T + 20_000)] };
    expect(rules(incoming(lost, late))).toEqual(['lost on the way in']);
  });

  it('may be lost in the socket of a killed replica', () => {
    const killed = { disturbances: [kill('replica-0', T + 100)] };
    expect(incoming(lost, killed)).toMatchObject({
      violations: [],
      figures: { 'lost: replica killed': 1 },
    });
  });

  it('must not be lost by a replica that was paused', () => {
    const paused = { what: 'pause', who: 'replica-0', from: T, to: T + 8_000 } as const;
    expect(rules(incoming(lost, { disturbances: [paused] }))).toEqual(['lost on the way in']);
  });

  it('may be refused, but not stored too', () => {
    const refused = new Set(['in-1']);
    expect(rules(incoming({ ...lost, refused }))).toEqual([]);
    expect(rules(incoming({ refused }))).toEqual(['stored and refused']);
  });

  it('must be stored once', () => {
    const log = [heard(0), heard(1), heard(1, { event: 'e9' }), heard(2)];
    expect(rules(incoming({ log }))).toEqual(['stored twice']);
  });

  it('must be stored where a receipt says so', () => {
    expect(rules(incoming({ log: withoutEvent }))).toEqual(['a receipt for what is not stored']);
    const killed = { disturbances: [kill('redis', T + 400)] };
    expect(rules(incoming({ log: withoutEvent }, killed))).toEqual([]);
  });

  it('must be stored in order, but where a paused replica had them', () => {
    const log = [heard(0), heard(2), heard(1)];
    expect(rules(incoming({ log }))).toEqual(['out of order in the log']);
    const paused = { what: 'pause', who: 'replica-0', from: T, to: T + 8_000 } as const;
    expect(rules(incoming({ log }, { disturbances: [paused] }))).toEqual([]);
  });

  it('have events with ids and cursors of their own', () => {
    const events = [
      { id: 'e0', cursor: 'c0' },
      { id: 'e0', cursor: 'c1' },
      { id: 'e2', cursor: 'c1' },
    ];
    expect(rules(incoming({ events }))).toEqual([
      'an event twice in the log',
      'a cursor twice in the log',
    ]);
  });
});

describe('a reader', () => {
  const read = (copies: readonly Heard[], disturbances: readonly Disturbance[] = []) =>
    judgeReaders({
      ...goodBooks(),
      disturbances,
      readers: [{ name: 'stream', heard: copies }],
    });

  it('must not miss an event', () => {
    expect(rules(read(withoutEvent))).toEqual(['stream missed an event']);
  });

  it('must get first copies in order; repeats are counted', () => {
    expect(rules(read([heard(0), heard(2), heard(1)]))).toEqual(['stream out of order']);
    const repeated = read([heard(0), heard(1), heard(0), heard(2)]);
    expect(repeated).toMatchObject({ violations: [], figures: { 'stream: repeats': 1 } });
  });

  it('must not get what is not in the log, but what a killed Redis forgot', () => {
    const copies = [heard(0), heard(1), heard(2), heard(3)];
    expect(rules(read(copies))).toEqual(['stream got what is not in the log']);
    expect(rules(read(copies, [kill('redis', T + 1_000)]))).toEqual([]);
  });
});

describe('an IQ of a user', () => {
  const asked = (change: Partial<Books['iqs']>, disturbances: readonly Disturbance[] = []) => {
    const books = goodBooks();
    return rules(judgeIqs({ ...books, disturbances, iqs: { ...books.iqs, ...change } }));
  };

  it('has one answer', () => {
    expect(asked({ answers: new Map() })).toEqual(['an IQ of a user without an answer']);
    const twice = { answers: new Map([['ui-0', [T, T + 200]]]) };
    expect(asked(twice)).toEqual(['an IQ of a user answered twice']);
    expect(asked(twice, [kill('server', T + 100)])).toEqual([]);
  });

  it('is answered whoever dies once it is in the log', () => {
    const dead = [kill('replica-0', T + 100)];
    expect(asked({ answers: new Map() }, dead)).toEqual(['an IQ of a user without an answer']);
    expect(asked({ answers: new Map(), logged: new Set() }, dead)).toEqual([]);
    expect(asked({ answers: new Map() }, [kill('server', T + 100)])).toEqual([]);
  });
});

it('a link must not be lost where nothing was done to it', () => {
  const lost = { linkLosses: [{ at: T, reason: 'silent' }] };
  expect(rules(judgeLinks({ ...goodBooks(), ...lost }))).toEqual([
    'a link was lost without a cause',
  ]);
  const disturbances = [kill('server', T - 500)];
  expect(rules(judgeLinks({ ...goodBooks(), ...lost, disturbances }))).toEqual([]);
});
