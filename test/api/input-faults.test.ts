import { describe, expect, it } from 'vitest';
import { createContract } from '../../src/api/contract.ts';
import { readContract } from '../../src/api/document.ts';

const contract = createContract(readContract());
const message = contract.schema('MessageToSend');
const iq = contract.schema('IqToSend');
const webhook = contract.schema('WebhookToCreate');

const to = 'juliet@example.org';

describe('what is wrong with a body', () => {
  it.each([
    ['nothing', { to, body: 'Hi' }, []],
    ['no object', [], [['', 'Use an object.']]],
    ['another type', { to: 5 }, [['/to', 'Use a string.']]],
    ['a number as text', { to, ttl: '5' }, [['/ttl', 'Use a whole number.']]],
    ['too small', { to, ttl: 0 }, [['/ttl', 'Use 1 or more.']]],
    ['too large', { to, ttl: 86_401 }, [['/ttl', 'Use 86400 or less.']]],
    ['too short', { to: '' }, [['/to', 'Use at least one character.']]],
    ['too long', { to: 'j'.repeat(3072) }, [['/to', 'Use at most 3071 characters.']]],
    ['missing', { body: 'Hi' }, [['/to', 'Add "to": it is required.']]],
    ['missing deep inside', { to, thread: {} }, [['/thread/id', 'Add "id": it is required.']]],
    [
      'unknown',
      { to, bdoy: 'Hi' },
      [['/bdoy', 'Remove "bdoy": it is not known here; did you mean "body"?']],
    ],
    [
      'unknown, with characters that a pointer escapes',
      { to, 'a/b~c': 1 },
      [['/a~1b~0c', 'Remove "a/b~c": it is not known here.']],
    ],
    [
      'none of the possible',
      { to, type: 'shout' },
      [['/type', 'Use one of: chat, groupchat, headline, normal.']],
    ],
    ['not in form', { to, id: 'a b' }, [['/id', 'Use the form ^[A-Za-z0-9._:-]{1,64}$.']]],
  ])('%s', (_what, body, faults) => {
    expect(message(body).map(({ pointer, detail }) => [pointer, detail])).toEqual(faults);
  });

  it('is said of each place', () => {
    expect(
      message({ to: 5, bdoy: 'Hi', ttl: 1.5 })
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/bdoy', '/to', '/ttl']);
  });

  it('is said of the inside of an element, and not of what it might have been instead', () => {
    const extensions = [{ name: 'x', namespace: 'urn:x', children: [{ name: 'y', foo: 1 }] }];
    expect(message({ to, extensions })).toEqual([
      { pointer: '/extensions/0/children/0/foo', detail: 'Remove "foo": it is not known here.' },
    ]);
  });

  it('is said of a child that is neither text nor element', () => {
    const extensions = [{ name: 'x', namespace: 'urn:x', children: [5] }];
    expect(message({ to, extensions })).toEqual([
      { pointer: '/extensions/0/children/0', detail: 'Use a string or an object.' },
    ]);
  });

  it.each([
    ['no payload', { to }],
    ['two payloads', { to, ping: {}, version: {} }],
  ])('is one sentence for %s', (_what, body) => {
    const [fault, ...more] = iq(body);
    expect(more).toEqual([]);
    expect(fault?.pointer).toBe('');
    expect(fault?.detail).toMatch(/^Give exactly one of: ping, version, /);
  });

  it('is at most twenty things', () => {
    const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`key${i}`, i]));
    expect(message({ to, ...unknown })).toHaveLength(20);
  });

  it('is said of lists', () => {
    const url = 'https://shop.example/hook';
    expect(webhook({ url, events: [] })).toEqual([
      { pointer: '/events', detail: 'Give at least one entry.' },
    ]);
    expect(webhook({ url, events: ['link.up', 'link.up'] })).toEqual([
      { pointer: '/events', detail: 'Name each entry once.' },
    ]);
  });
});

describe('what was probably meant', () => {
  const key = contract.schema('KeyToCreate');
  const hint = (faults: readonly { readonly detail: string }[]) =>
    faults.flatMap(({ detail }) => /[Dd]id you mean "(.*)"/.exec(detail)?.[1] ?? []);

  it.each([
    ['a synonym', { to, text: 'Hi' }, ['body']],
    ['a synonym of what is required', { recipient: to, body: 'Hi' }, ['to']],
    ['a slip', { to, bodi: 'Hi' }, ['body']],
    ['two letters that changed places', { to, tpye: 'chat' }, ['type']],
    ['another way to join words', { to, chat_state: 'active' }, ['chatState']],
    ['another case', { to, Body: 'Hi' }, ['body']],
    ['a singular', { to, hint: ['store'] }, ['hints']],
    ['a key inside', { to, receipt: { requested: true } }, ['request']],
    ['a key of an element', { to, extensions: [{ name: 'x', xmlns: 'urn:x' }] }, ['namespace']],
    ['a value in another case', { to, type: 'Chat' }, ['chat']],
    ['a value that was cut short', { to, type: 'group' }, ['groupchat']],
    ['a value inside', { to, chatState: 'composin' }, ['composing']],
    ['nothing, where the key is there as well', { to, body: 'Hi', text: 'Hi' }, []],
    ['nothing, where nothing is like it', { to, zzz: 1 }, []],
    ['nothing, for a name without end', { to, ['body'.repeat(50_000)]: 1 }, []],
  ])('is said of %s', (_what, body, meant) => {
    expect(hint(message(body))).toEqual(meant);
  });

  it('is said in every schema', () => {
    const url = 'https://shop.example/hook';
    expect(hint(webhook({ callback: url, events: ['link.up'] }))).toEqual(['url']);
    expect(hint(webhook({ url, events: ['message_recieved'] }))).toEqual(['message.received']);
    expect(hint(key({ name: 'x', identities: ['x'], scopes: ['message:send'] }))).toEqual([
      'messages:send',
    ]);
    expect(hint(iq({ to, Ping: {} }))).toEqual(['ping']);
  });

  it.each([
    ['identity', 'identities'],
    ['type', 'events'],
    ['cursor', 'after'],
    ['Limit', 'limit'],
  ])('is said of the query parameter %s', (name, meant) => {
    const list = contract.operations.find(({ id }) => id === 'listEvents');
    expect(hint(list?.query({ [name]: '1' }) ?? [])).toEqual([meant]);
  });

  it('is a batch where a message has many recipients', () => {
    expect(message({ to: [to, 'romeo@example.org'], body: 'Hi' })).toEqual([
      {
        pointer: '/to',
        detail: expect.stringContaining('POST /v1/messages/batch as a list of messages') as string,
      },
    ]);
  });
});

describe('a body', () => {
  it('is left as it is', () => {
    const body = { to, ping: {} };
    iq(body);
    expect(body).toEqual({ to, ping: {} });
  });
});
