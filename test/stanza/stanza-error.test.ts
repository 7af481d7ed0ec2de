import { describe, expect, it } from 'vitest';
import {
  errorReply,
  resultReply,
  stanzaErrorOf,
  stanzaErrorToJson,
  stanzaErrorToXml,
} from '../../src/stanza/stanza-error.ts';
import { CONDITIONS, RFC_TYPES } from '../support/stanza-conditions.ts';
import { schemaNamed } from './contract-schemas.ts';
import { readTree } from './read-tree.ts';

const NS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

describe('the conditions', () => {
  it('are the 22 of RFC 6120, the same as in the contract', () => {
    expect(CONDITIONS).toHaveLength(22);
    expect(CONDITIONS).toEqual(schemaNamed('StanzaErrorCondition').enum);
  });

  it.each(CONDITIONS)('%s is the same after it was XML', (condition) => {
    const error = { type: RFC_TYPES[condition], condition };
    expect(stanzaErrorToJson(stanzaErrorToXml(error))).toEqual(error);
  });

  it.each(CONDITIONS)('%s is sent with the type that the RFC recommends', (condition) => {
    const reply = errorReply(readTree("<message from='juliet@example.org'/>"), { condition });
    expect(reply && stanzaErrorOf(reply)).toEqual({ type: RFC_TYPES[condition], condition });
  });
});

describe('stanzaErrorToJson', () => {
  it('reads all that an error can say', () => {
    const error = readTree(
      `<error code='302' by='example.org' type='modify'><gone xmlns='${NS}'>xmpp:romeo@afterlife.example</gone>
        <text xmlns='${NS}' xml:lang='en'>Moved</text><tomb xmlns='urn:verona'/></error>`,
    );
    expect(stanzaErrorToJson(error)).toEqual({
      type: 'modify',
      condition: 'gone',
      uri: 'xmpp:romeo@afterlife.example',
      text: 'Moved',
      lang: 'en',
      by: 'example.org',
      code: 302,
      extensions: [{ name: 'tomb', namespace: 'urn:verona', attributes: {}, children: [] }],
    });
  });

  const BROKEN: readonly (readonly [string, string, object])[] = [
    ['nothing in it', '<error/>', { type: 'cancel', condition: 'undefined-condition' }],
    [
      'only a code of old',
      "<error code='404'>Not Found</error>",
      { type: 'cancel', condition: 'item-not-found', text: 'Not Found', code: 404 },
    ],
    [
      'a code that no one knows',
      "<error code='777'/>",
      { type: 'cancel', condition: 'undefined-condition', code: 777 },
    ],
    [
      'a condition that the RFC does not define',
      `<error type='auth'><payment-required xmlns='${NS}'/></error>`,
      { type: 'auth', condition: 'undefined-condition' },
    ],
    [
      'a type that the RFC does not define',
      `<error type='maybe'><forbidden xmlns='${NS}'/></error>`,
      { type: 'auth', condition: 'forbidden' },
    ],
    [
      'the text before the condition',
      `<error type='wait'><text xmlns='${NS}'>Later</text><resource-constraint xmlns='${NS}'/></error>`,
      { type: 'wait', condition: 'resource-constraint', text: 'Later' },
    ],
    [
      'two conditions',
      `<error type='cancel'><conflict xmlns='${NS}'/><gone xmlns='${NS}'/></error>`,
      { type: 'cancel', condition: 'conflict' },
    ],
  ];

  it.each(BROKEN)('reads an error with %s as well as can be', (_, xml, expected) => {
    expect(stanzaErrorToJson(readTree(xml))).toMatchObject(expected);
  });

  it.each(BROKEN)('loses nothing of an error with %s', (_, xml) => {
    const error = readTree(xml);
    expect(stanzaErrorToXml(stanzaErrorToJson(error))).toEqual(error);
  });
});

describe('stanzaErrorOf', () => {
  it('finds the error beside the payload that came back', () => {
    const iq = readTree(
      `<iq type='error'><ping xmlns='urn:xmpp:ping'/><error type='cancel'><not-allowed xmlns='${NS}'/></error></iq>`,
    );
    expect(stanzaErrorOf(iq)).toEqual({ type: 'cancel', condition: 'not-allowed' });
  });

  it('says undefined-condition when there is no error in the stanza', () => {
    expect(stanzaErrorOf(readTree("<iq type='error'/>"))).toEqual({
      type: 'cancel',
      condition: 'undefined-condition',
    });
  });
});

describe('errorReply', () => {
  const asked = readTree(
    "<iq from='juliet@example.org/b' to='bridge.example.org' id='q1' type='get'><x xmlns='urn:x'/></iq>",
  );

  it('goes back to the sender with the same id and the type of the RFC', () => {
    expect(errorReply(asked, { condition: 'service-unavailable' })).toEqual(
      readTree(
        `<iq from='bridge.example.org' to='juliet@example.org/b' id='q1' type='error'>
          <error type='cancel'><service-unavailable xmlns='${NS}'/></error></iq>`,
      ),
    );
  });

  it('says more where it is told more', () => {
    const reply = errorReply(asked, { condition: 'not-allowed', type: 'wait', text: 'Not yet' });
    expect(reply && stanzaErrorOf(reply)).toEqual({
      type: 'wait',
      condition: 'not-allowed',
      text: 'Not yet',
    });
  });

  it('answers a message without an id', () => {
    const reply = errorReply(readTree("<message from='a.example' to='b.example'/>"), {
      condition: 'not-acceptable',
    });
    expect(reply?.attributes).toEqual({ from: 'b.example', to: 'a.example', type: 'error' });
  });

  it.each([
    "<message from='a.example' to='b.example' type='error'/>",
    "<presence from='a.example' to='b.example' type='error'/>",
    "<iq from='a.example' to='b.example' id='q1' type='error'/>",
    "<iq from='a.example' to='b.example' id='q1' type='result'/>",
    "<iq to='b.example' id='q1' type='get'/>",
  ])('never answers %s', (xml) => {
    expect(errorReply(readTree(xml), { condition: 'bad-request' })).toBeUndefined();
  });
});

describe('resultReply', () => {
  const iq = (type: string) =>
    readTree(`<iq from='a.example' to='b.example' id='q1' type='${type}'/>`);

  it('carries the payload back', () => {
    const payload = readTree("<ping xmlns='urn:xmpp:ping'/>");
    expect(resultReply(iq('set'), payload)).toEqual(
      readTree(
        "<iq from='b.example' to='a.example' id='q1' type='result'><ping xmlns='urn:xmpp:ping'/></iq>",
      ),
    );
  });

  it('may be empty', () => {
    expect(resultReply(iq('get'))?.children).toEqual([]);
  });

  it.each(['result', 'error', 'other'])('never answers an iq of type %s', (type) => {
    expect(resultReply(iq(type))).toBeUndefined();
  });

  it('never answers a message', () => {
    const message = readTree("<message from='a.example' to='b.example' type='get'/>");
    expect(resultReply(message)).toBeUndefined();
  });
});
