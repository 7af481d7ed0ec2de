/** The fixtures of devices, calls and encryption over the bridge: exact when JSON is sent, when XML is heard, and when that is sent back. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventEnvelope } from '../../../src/contract/schemas.ts';
import { writeXml } from '../../../src/stanza/xml/writer.ts';
import { kindOf } from '../../stanza/kinds.ts';
import { written } from '../../stanza/read-tree.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import type { Inbox } from '../../support/inbox.ts';
import { parseXml } from '../../support/xml-tree.ts';
import type { XmppClient } from '../../support/xmpp-client.ts';
import { openStage, SERVERS, type Stage } from '../spine/stage.ts';

const FOLDER = new URL('../../stanza/fixtures/', import.meta.url);
const ALL = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.xml') && file >= '040')
  .map((file) => {
    const xml = readFileSync(new URL(file, FOLDER), 'utf8').trim();
    return { file, stanza: parseXml(xml, 'jabber:client') };
  })
  .filter(({ stanza }) => stanza.attributes['type'] !== 'error');
const MESSAGES = ALL.filter(({ stanza }) => stanza.name === 'message');
const REQUESTS = ALL.filter(
  ({ stanza: { name, attributes } }) =>
    name === 'iq' && ['get', 'set'].includes(attributes['type'] ?? ''),
);
const BOT = 'bot@bridge.example.org';
const HINTS = 'urn:xmpp:hints';

type Tree = (typeof ALL)[number]['stanza'];

const textOf = ({ name, namespace, children }: Tree, attributes: Record<string, string>) =>
  writeXml({ name, namespace, attributes, children }, 'jabber:client');

describeAtOnce(SERVERS, 'with $kind', ({ kind }) => {
  let stage: Stage;
  let juliet: XmppClient;
  let events: Inbox<EventEnvelope>;

  beforeAll(async () => {
    stage = await openStage(kind);
    juliet = await stage.user('juliet', 'balcony');
    events = stage.events();
  });
  afterAll(() => stage.close());

  /** The payloads of a stanza, whatever servers and the bridge put beside them; chat servers may take hints for theirs. */
  const payloads = ({ children }: Tree) =>
    children
      .filter((child) => typeof child !== 'string')
      .filter(({ namespace }) => !['urn:xmpp:sid:0', HINTS, 'urn:xmpp:delay'].includes(namespace))
      .map(written)
      .sort();
  const contentOf = (stanza: Tree) => {
    const json = kindOf(stanza).toJson(stanza) as Record<string, unknown>;
    const { id: _, from: __, to: ___, type: ____, ...content } = json;
    return content;
  };

  it.each(MESSAGES)('$file is heard exactly, and sent back exactly', async ({ file, stanza }) => {
    const type = stanza.attributes['type'] ?? 'normal';
    const attributes = { to: BOT, type, id: `heard-${file}` };
    await juliet.send(textOf(stanza, attributes));
    const event = await events.waitFor(
      ({ type: what, data }) => what === 'message.received' && data.id === attributes.id,
    );
    const data: Readonly<Record<string, unknown>> = { ...event.data };
    const kept = ['json', 'geoloc', 'pubsubEvent', 'body', 'extensions', 'hints'];
    const content = Object.fromEntries(
      kept.flatMap((key) => (key in data ? [[key, data[key]]] : [])),
    );
    const message = { to: juliet.jid, from: BOT, type, id: `back-${file}`, ...content };
    const { status, text } = await stage.api.post('/v1/messages', message);
    expect(status, text).toBe(202);
    const back = await juliet.waitFor(({ attributes: { id } }) => id === `back-${file}`);
    expect(payloads(back.node)).toEqual(payloads(stanza));
  });

  it.each(REQUESTS)('$file is asked exactly, and heard exactly', async ({ file, stanza }) => {
    const { type } = stanza.attributes;
    const headers = { prefer: 'respond-async' };
    const body = { to: juliet.jid, from: BOT, type, ...contentOf(stanza) };
    const { status, text } = await stage.api.post('/v1/iq', body, { headers });
    expect(status, text).toBe(202);
    const asked = await juliet.next(
      ({ name, attributes }) => name === 'iq' && attributes['type'] === type,
    );
    expect(payloads(asked.node)).toEqual(payloads(stanza));
    await juliet.send(`<iq type='result' id='${asked.attributes['id']}' to='${BOT}'/>`);
    const attributes = { to: BOT, type: type ?? 'get', id: file };
    await juliet.send(textOf(stanza, attributes));
    const event = await events.waitFor(
      ({ type: what, data }) => what === 'iq.received' && data.id === file,
    );
    const answer = { result: contentOf(stanza) };
    const answered = await stage.api.post(`/v1/iq/${event.id}/result`, answer);
    expect(answered.status, answered.text).toBe(204);
    const result = await juliet.waitFor(({ attributes: { id } }) => id === file);
    expect(payloads(result.node)).toEqual(payloads(stanza));
  });
});
