import { describe, expect, it } from 'vitest';
import { explainAddress } from '../../../src/core/addresses/address-advice.ts';
import { prepareAddress } from '../../../src/core/addresses/address.ts';

const HOME = { domain: 'bridge.example.org', serverDomain: 'example.org' };

describe('an address that is taken', () => {
  it.each([
    ['juliet@example.org', 'juliet@example.org'],
    ['JULIET@Example.ORG/Balcony', 'juliet@example.org/Balcony'],
    ['example.org', 'example.org'],
    ['rooms.example.org/juliet', 'rooms.example.org/juliet'],
    ['+491701234567@sms.example.org', '+491701234567@sms.example.org'],
    ['juliet@localhost', 'juliet@localhost'],
    ['juliet@capulet', 'juliet@capulet'],
    ['localhost', 'localhost'],
    ['192.0.2.7', '192.0.2.7'],
    ['juliet@[2001:db8::1]', 'juliet@[2001:db8::1]'],
    ['юлия@пример.рф', 'юлия@пример.рф'],
    ['ｊｕｌｉｅｔ@example.org', 'juliet@example.org'],
    ['xmpp:juliet@example.org', 'juliet@example.org'],
    ['XMPP:Juliet@Example.org', 'juliet@example.org'],
    ['xmpp:juliet@example.org/on%20the%20balcony', 'juliet@example.org/on the balcony'],
    ['xmpp:j%C3%BClia@example.org', 'jülia@example.org'],
    ['xmpp:example.org', 'example.org'],
  ])('%s is %s', (text, prepared) => {
    expect(prepareAddress(text, HOME)).toBe(prepared);
  });

  it('may be a single label where that is the domain of the bridge, of the server, or one around it', () => {
    const home = { domain: 'bridge.verona', serverDomain: 'xmpp' };
    for (const domain of ['verona', 'xmpp']) expect(prepareAddress(domain, home)).toBe(domain);
    expect(prepareAddress('bridge', { domain: 'bridge' })).toBe('bridge');
    expect(prepareAddress('mantua', home)).toBeUndefined();
  });
});

describe('an invalid address', () => {
  it.each([
    ['juliet', 'did you mean juliet@example.org?'],
    ['Juliet', 'did you mean juliet@example.org?'],
    ['juliet@', 'did you mean juliet@example.org?'],
    ['+491701234567', 'write +491701234567@ and the domain of your gateway'],
    ['491701234567', '491701234567@sms.example.org'],
    ['+49 (170) 123-45.67', '+491701234567@sms.example.org'],
    ['0170/1234567', '01701234567@sms.example.org'],
    ['555.123.4567', '5551234567@sms.example.org'],
    ['tel:+49-170-1234567', '+491701234567@sms.example.org'],
    ['Juliet <juliet@example.org>', 'did you mean juliet@example.org?'],
    ['"Capulet, Juliet" <Juliet@Example.org>', 'did you mean juliet@example.org?'],
    ['<juliet@example.org>', 'did you mean juliet@example.org?'],
    ['mailto:juliet@example.org', 'did you mean juliet@example.org?'],
    ['mailto:juliet@example.org?subject=Hi', 'did you mean juliet@example.org?'],
    ['sip:juliet@example.org', 'did you mean juliet@example.org?'],
    ['https://example.org', 'did you mean example.org?'],
    ['xmpp:juliet@example.org?message;body=Hi', 'did you mean juliet@example.org?'],
    ['xmpp://romeo@example.org/juliet@example.org', 'did you mean romeo@example.org'],
    ['juliet@example.org/', 'did you mean juliet@example.org?'],
    [' juliet@example.org ', 'did you mean juliet@example.org?'],
    ['juliet@example.org\n', 'did you mean juliet@example.org?'],
    ['juliet @ example.org', 'did you mean juliet@example.org?'],
    ['juliet at example.org', 'did you mean juliet@example.org?'],
    ['juliet@@example.org', 'did you mean juliet@example.org?'],
    ['juliet@example..org', 'did you mean juliet@example.org?'],
    ['juliet@.example.org', 'did you mean juliet@example.org?'],
    ['juliet@example,org', 'did you mean juliet@example.org?'],
    ['juliet@example.org:5222', 'did you mean juliet@example.org?'],
    ['juliet＠example.org', 'did you mean juliet@example.org?'],
    ['juliet@example。org', 'did you mean juliet@example.org?'],
    ['juliet@exam\u200bple.org;', 'did you mean juliet@example.org?'],
    ['@example.org', 'write example.org for the domain itself, or local@example.org'],
    ['juliet@example.org, romeo@example.org', 'POST /v1/messages/batch'],
    ['juliet@example.org;romeo@example.org', 'POST /v1/messages/batch'],
    ['juliet@mail.example@example.org', 'did you mean juliet\\40mail.example@example.org?'],
    ["friar o'laurence@example.org", 'did you mean friar\\20o\\27laurence@example.org?'],
    ['   ', 'is blank'],
    ['///', 'write local@domain'],
  ])('%j is refused: %s', (text, advice) => {
    expect(prepareAddress(text, HOME)).toBeUndefined();
    expect(explainAddress(text, HOME)).toContain(advice);
  });

  it('is explained without a search where it is too long', () => {
    expect(explainAddress('a'.repeat(100_000), HOME)).toBe(
      'An address has at most 3071 characters.',
    );
  });

  it('is explained in no time, however many slips it has', () => {
    const begun = performance.now();
    for (const piece of [' ', '@', '.', '<', '(', ' at ', '1 ', ',a@']) {
      explainAddress(piece.repeat(3_000 / piece.length), HOME);
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it.each([
    '<a>' + ','.repeat(3_000) + '<',
    '/'.repeat(3_000),
    '\u200b'.repeat(3_000),
    `tel:${'('.repeat(3_000)}`,
  ])('is explained in no time for a whole batch: %.9s…', (text) => {
    const begun = performance.now();
    for (let i = 0; i < 1_000; i += 1) explainAddress(text, HOME);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
