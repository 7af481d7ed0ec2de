/** Payloads of 1 MiB that are made to take long: what is done with each is bounded by what is left of it. */
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../src/features/hooks/dialects/table.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import { render } from '../../../src/features/hooks/render/render.ts';

const MIB = 1_048_576;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const EVENTS = { 'x-github-event': 'push', 'x-gitea-event': 'push' };

const filled = (text: string, size = MIB - 2_000) => text.repeat(Math.floor(size / text.length));
/** As many of them as fit, with commas between. */
const many = (text: string, size?: number) => filled(`${text},`, size).slice(0, -1);
const members = (count: number, name: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => `"${name(i)}":1`).join();

function read(body: string, headers: Readonly<Record<string, string>> = {}) {
  return readPayload({ headers: { ...EVENTS, ...headers }, query: {}, body: Buffer.from(body) });
}

/** How much there is to go through. */
function measured(value: unknown): { values: number; longestList: number; longestText: number } {
  const size = { values: 0, longestList: 0, longestText: 0 };
  const walk = (one: unknown): void => {
    size.values += 1;
    if (typeof one === 'string') size.longestText = Math.max(size.longestText, one.length);
    if (Array.isArray(one)) size.longestList = Math.max(size.longestList, one.length);
    if (typeof one === 'object' && one !== null) Object.values(one).forEach(walk);
  };
  walk(value);
  return size;
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['half a million entries', `[${many('0')}]`],
  ['350,000 objects', `[${many('{}')}]`],
  ['lists in lists', `[${many('[[[[[[[[]]]]]]]]')}]`],
  ['90,000 different keys', `{${members(90_000, String)}}`],
  ['9,000 different keys', `{${members(9_000, (i) => `key ${i}`)}}`],
  ['24,000 alerts', `{"alerts":[${many('{}', 72_000)}]}`],
  ['20,000 attachments', `{"text":"x","attachments":[${many('{"text":"<"}', 260_000)}]}`],
  ['20,000 commits', `{"commits":[${many('{}', 60_000)}]}`],
  ['a text', JSON.stringify({ text: 'x'.repeat(MIB - 100) })],
  ['a text of spaces', JSON.stringify({ text: ` ${filled(' ')}x` })],
  ['a text of control characters', `{"text":"${filled('\\u0000')}"}`],
  ['half of a list', `[${many('0')}`],
  ['10,000 levels', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
];

describe('a hostile payload', () => {
  const bodies = HOSTILE.map(([, body]) => body);
  it.each(HOSTILE)('of %s is cut to what a message can show, or not read', (_, body) => {
    for (const payload of [read(body), read(`payload=${encodeURIComponent(body)}`, FORM)]) {
      const size = measured(payload.json ?? payload.packed);
      expect(size.values).toBeLessThanOrEqual(50_000);
      expect(size.longestList).toBeLessThanOrEqual(2_000);
      expect(size.longestText).toBeLessThanOrEqual(32_768);
    }
  });

  it('is told by each dialect in one message', () => {
    for (const payload of bodies.map((body) => read(body))) {
      for (const [name, dialect] of Object.entries(DIALECTS)) {
        const made = render({ name: 'verona', dialect: name }, dialect, payload);
        expect(made?.body.length).toBeLessThan(9_500);
      }
    }
  });

  it('is read from its beginning, and the message says so', () => {
    const alerts = Array.from({ length: 2_001 }, (_, i) => ({ labels: { alertname: `a${i}` } }));
    const payload = read(JSON.stringify({ status: 'firing', alerts }));
    const made = render({ name: 'verona', dialect: 'grafana' }, DIALECTS.grafana, payload);
    expect(made?.problem).toContain('a list in it is longer than 2000 entries');
    expect(made?.body).toContain(made!.problem!);
    expect(made?.body).toContain('(2000 firing)');
  });

  it.each([
    [`{${members(25_001, String)}}`, 'more than 25000 keys'],
    [`[${many('0', 110_000)}]`, 'more than 50000 values'],
    [`{${members(9_000, (i) => `key ${i}`)}}`, 'more than 5000 different keys'],
  ])('that is not read says why', (body, why) => {
    expect(read(body).fault?.detail).toContain(why);
  });

  it.each([
    ['ntfy', { topic: 'x', message: 'Moon', tags: ['constructor', 'toString'] }],
    ['uptime-kuma', { heartbeat: { status: 'constructor' }, monitor: { name: 'Moon' } }],
    ['apprise', { message: 'Moon', type: 'constructor' }],
    ['gitlab', { object_kind: 'pipeline', object_attributes: { status: 'valueOf', ref: 'Moon' } }],
    ['github', { workflow_run: { conclusion: 'constructor', name: 'Moon' } }],
  ] as const)('with words of prototypes is told by %s as any other', (name, body) => {
    const payload = read(JSON.stringify(body), { 'x-github-event': 'workflow_run' });
    const made = render({ name: 'verona', dialect: name }, DIALECTS[name], payload);
    expect(made?.body).toContain('Moon');
    expect(made?.body).not.toContain('function');
    expect(made?.notice.ends).not.toBe(true);
  });
});

describe('the fields of a form', () => {
  it.each(['a=1&b=2', 'a=1&a=2&&=x&b', 'a+b=%41+%42&c=%ff%zz%', 'x=🌙&y=%F0%9F%8C%99', '=&a==b'])(
    'are what a browser reads: %s',
    (text) => {
      expect({ ...read(text, FORM).form }).toEqual(Object.fromEntries(new URLSearchParams(text)));
    },
  );
});
