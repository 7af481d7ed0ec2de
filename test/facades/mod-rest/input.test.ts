import { describe, expect, test } from 'vitest';
import type { FacadeRequest } from '../../../src/core/facade.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import { requireRequest, stanzaOf } from '../../../src/facades/mod-rest/input.ts';
import { Refusal } from '../../../src/facades/mod-rest/refusal.ts';
import { NS_CLIENT } from '../../../src/stanza/namespaces.ts';
import { parseRawStanza } from '../../../src/stanza/xml/raw-stanza.ts';
import { writeXml } from '../../../src/stanza/xml/writer.ts';

const BOUNDS = { maxDepth: 32, maxElements: 1_000 };
const JULIET = 'juliet@capulet.example';

interface Sent extends Partial<Pick<FacadeRequest, 'below' | 'query'>> {
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
}

function read({ method = 'POST', below, query, type, body = '' }: Sent): string {
  const headers = { 'content-type': type };
  const request = { method, below, query, headers, body: Buffer.from(body) };
  return writeXml(stanzaOf(request, BOUNDS), NS_CLIENT);
}

function refusalOf(sent: Sent): string {
  try {
    return read(sent);
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    return error instanceof BridgeError ? error.code : String(error);
  }
}

const JSON_TYPE = 'application/json';
const XML_TYPE = 'application/xmpp+xml';
const FORM_TYPE = 'application/x-www-form-urlencoded';

describe('a request', () => {
  test.each<[string, Sent, string]>([
    [
      'XML',
      {
        type: `${XML_TYPE}; charset=utf-8`,
        body: `<message to="${JULIET}"><body>Hi</body></message>`,
      },
      `<message to='${JULIET}'><body>Hi</body></message>`,
    ],
    [
      'JSON',
      { type: JSON_TYPE, body: JSON.stringify({ to: JULIET, body: 'Hi' }) },
      `<message to='${JULIET}'><body>Hi</body></message>`,
    ],
    [
      'a form',
      { type: FORM_TYPE, body: `to=${encodeURIComponent(JULIET)}&body=O+Romeo&type=chat` },
      `<message to='${JULIET}' type='chat'><body>O Romeo</body></message>`,
    ],
    ['text', { type: 'text/plain', body: 'Hi' }, "<message type='chat'><body>Hi</body></message>"],
    [
      'text with the rest in the path',
      { below: `message/chat/${JULIET}`, type: 'text/plain', body: 'Hi' },
      `<message to='${JULIET}' type='chat'><body>Hi</body></message>`,
    ],
    [
      'text that is how somebody shows',
      { below: `presence/available/${JULIET}`, type: 'text/plain', body: 'away' },
      `<presence to='${JULIET}'><show>away</show></presence>`,
    ],
    [
      'JSON with the rest in the path, percent-encoded',
      {
        below: `message/chat/${encodeURIComponent(`${JULIET}/balcony`)}`,
        type: JSON_TYPE,
        body: '{"body":"Hi"}',
      },
      `<message to='${JULIET}/balcony' type='chat'><body>Hi</body></message>`,
    ],
    [
      'a question in the path',
      { below: 'iq/ping/example.org' },
      "<iq to='example.org' type='get'><ping xmlns='urn:xmpp:ping'/></iq>",
    ],
    [
      'a GET',
      { method: 'GET', below: 'version/example.org' },
      "<iq to='example.org' type='get'><query xmlns='jabber:iq:version'/></iq>",
    ],
    [
      'a GET with a query',
      { method: 'GET', below: 'items/example.org', query: 'node=urn%3Ax' },
      "<iq to='example.org' type='get'><query xmlns='http://jabber.org/protocol/disco#items' node='urn:x'/></iq>",
    ],
    [
      'a GET for a slot',
      { method: 'GET', below: 'upload_request/upload.example.org', query: 'filename=a.txt&size=3' },
      "<iq to='upload.example.org' type='get'><request xmlns='urn:xmpp:http:upload:0' filename='a.txt' size='3'/></iq>",
    ],
  ])('may be %s', (_what, sent, xml) => {
    expect(read(sent)).toBe(writeXml(parseRawStanza(xml, BOUNDS), NS_CLIENT));
  });

  test.each<[string, Sent, string]>([
    ['of another type', { type: 'text/html', body: '<p>' }, 'mediatype'],
    ['without a type', { body: 'Hi' }, 'mediatype'],
    ['that is no XML', { type: XML_TYPE, body: '<message>' }, 'malformed-body'],
    ['of another namespace', { type: XML_TYPE, body: '<message xmlns="urn:x"/>' }, 'xmlns'],
    ['of another name', { type: XML_TYPE, body: '<sonnet/>' }, 'name'],
    ['that is no JSON', { type: JSON_TYPE, body: '{' }, 'malformed-body'],
    ['that poisons', { type: JSON_TYPE, body: '{"__proto__":{"to":"x"}}' }, 'malformed-body'],
    [
      'with a wrong path',
      { below: 'message', type: JSON_TYPE, body: '{"body":"Hi"}' },
      'malformed-body',
    ],
    [
      'with a GET without names',
      { method: 'GET', below: 'ping/a.example', query: 'Hi' },
      'malformed-body',
    ],
    ['with a broken path', { below: 'iq/ping/%zz' }, 'malformed-body'],
  ])('is refused %s', (_what, sent, refusal) => {
    expect(refusalOf(sent)).toBe(refusal);
  });

  test.each([
    ["<iq type='result'/>", 'iq_type'],
    ["<iq type='get'/>", 'iq_tags'],
    ["<iq type='set'><a xmlns='urn:x'/><b xmlns='urn:x'/></iq>", 'iq_tags'],
  ])('%s is no IQ request', (xml, fault) => {
    expect(() => {
      requireRequest(parseRawStanza(xml, BOUNDS));
    }).toThrow(expect.objectContaining({ fault }));
  });
});
