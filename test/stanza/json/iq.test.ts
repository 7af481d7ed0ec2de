import { describe, expect, it } from 'vitest';
import { iqPayloadToXml, iqToJson, iqToXml } from '../../../src/stanza/json/iq.ts';
import { violations } from '../contract-schemas.ts';
import { readTree } from '../read-tree.ts';

describe('iqToXml', () => {
  it('asks with get where no type is given', () => {
    expect(iqToXml({ to: 'example.org', ping: {} }).element).toEqual(
      readTree("<iq to='example.org' type='get'><ping xmlns='urn:xmpp:ping'/></iq>"),
    );
  });

  it('leaves a type of the sender’s own invention as it was', () => {
    const strange = readTree("<iq from='example.org' type='ask'/>");
    expect(iqToXml(iqToJson(strange)).element).toEqual(strange);
  });

  it('names the place in the JSON of the payload', () => {
    const { pointers } = iqToXml({
      to: 'example.org',
      extensions: [{ name: 'x', namespace: 'urn:x' }],
    });
    expect(pointers).toEqual(['/extensions/0']);
  });
});

describe('iqPayloadToXml', () => {
  it('makes the one element of an answer', () => {
    expect(iqPayloadToXml({ version: { name: 'Balcony' } })).toEqual(
      readTree("<query xmlns='jabber:iq:version'><name>Balcony</name></query>"),
    );
  });

  it('makes nothing of nothing', () => {
    expect(iqPayloadToXml({})).toBeUndefined();
  });
});

describe('the contract of an iq to send', () => {
  it.each([
    ['no payload', { to: 'a.example' }],
    ['two payloads', { to: 'a.example', ping: {}, version: {} }],
    [
      'a payload beside an extension',
      { to: 'a.example', ping: {}, extensions: [{ name: 'x', namespace: 'urn:x' }] },
    ],
    ['an empty list of extensions', { to: 'a.example', extensions: [] }],
    ['a ping with something in it', { to: 'a.example', ping: { now: true } }],
    ['the type result', { to: 'a.example', type: 'result', ping: {} }],
  ])('refuses %s', (_, json) => {
    expect(violations('IqToSend', json)).not.toEqual([]);
  });

  it.each([
    { to: 'a.example', ping: {} },
    { to: 'a.example', type: 'set', extensions: [{ name: 'x', namespace: 'urn:x' }] },
  ])('takes exactly one payload', (json) => {
    expect(violations('IqToSend', json)).toEqual([]);
  });
});

describe('the contract of the payload of an answer', () => {
  it('refuses two', () => {
    expect(violations('IqPayload', { ping: {}, version: {} })).not.toEqual([]);
  });

  it('takes none', () => {
    expect(violations('IqPayload', {})).toEqual([]);
  });
});
