import { describe, expect, it } from 'vitest';
import { capsHash, createDiscovery, isVerified } from '../../src/inbound/discovery.ts';

const discovery = createDiscovery({
  domain: 'bridge.capulet.example',
  name: 'Stanza Bridge',
  capsNode: 'https://capulet.example/bridge',
  declared: [{ features: ['urn:xmpp:ping'] }, { features: ['urn:xmpp:receipts', 'urn:xmpp:ping'] }],
});
const NURSE = 'nurse@bridge.capulet.example';

describe('service discovery', () => {
  it('lists what each part declares, once and in order', () => {
    expect(discovery.info(NURSE)?.features).toEqual(['urn:xmpp:ping', 'urn:xmpp:receipts']);
  });

  it('answers for the node of the present capabilities, with the node', () => {
    const node = `https://capulet.example/bridge#${discovery.ver(NURSE)}`;
    expect(discovery.info(NURSE, node)).toEqual({ node, ...discovery.info(NURSE) });
  });

  it('knows no other node', () => {
    expect(discovery.info(NURSE, 'https://capulet.example/bridge#stale')).toBeUndefined();
  });

  it('says of an address what a feature says of it', () => {
    const identities = [{ category: 'client', type: 'pc', name: 'Angelica' }];
    const own = createDiscovery({
      domain: 'bridge.capulet.example',
      name: 'Stanza Bridge',
      capsNode: 'https://capulet.example/bridge',
      declared: [
        {
          features: ['urn:xmpp:ping'],
          of: (address) =>
            address === NURSE ? { identities, features: ['vcard-temp'] } : undefined,
        },
      ],
    });
    expect(own.info(`${NURSE}/bridge`)).toEqual({
      identities,
      features: ['urn:xmpp:ping', 'vcard-temp'],
    });
    expect(own.info('friar@bridge.capulet.example')?.features).toEqual(['urn:xmpp:ping']);
    expect(own.caps(NURSE).attributes['ver']).toBe(own.ver(NURSE));
  });

  it('has another verification string for the domain than for an identity', () => {
    expect(discovery.ver('bridge.capulet.example')).not.toBe(discovery.ver(NURSE));
  });
});

describe('the verification string', () => {
  // XEP-0115 §5.2.
  it('is that of the simple example of the specification', () => {
    const info = {
      identities: [{ category: 'client', type: 'pc', name: 'Exodus 0.9.1' }],
      features: [
        'http://jabber.org/protocol/caps',
        'http://jabber.org/protocol/disco#info',
        'http://jabber.org/protocol/disco#items',
        'http://jabber.org/protocol/muc',
      ],
    };
    expect(capsHash(info)).toBe('QgayPKawpkPSDYmwT/WM94uAlu0=');
  });

  // XEP-0115 §5.3.
  const PSI = {
    identities: [
      { category: 'client', type: 'pc', lang: 'en', name: 'Psi 0.11' },
      { category: 'client', type: 'pc', lang: 'el', name: 'Ψ 0.11' },
    ],
    features: [
      'http://jabber.org/protocol/caps',
      'http://jabber.org/protocol/disco#info',
      'http://jabber.org/protocol/disco#items',
      'http://jabber.org/protocol/muc',
    ],
    forms: [
      {
        type: 'result' as const,
        fields: [
          {
            ...{ var: 'FORM_TYPE', type: 'hidden' as const },
            values: ['urn:xmpp:dataforms:softwareinfo'],
          },
          { var: 'software', values: ['Psi'] },
          { var: 'ip_version', values: ['ipv6', 'ipv4'] },
          { var: 'os', values: ['Mac'] },
          { var: 'os_version', values: ['10.5.1'] },
          { var: 'software_version', values: ['0.11'] },
        ],
      },
    ],
  };
  const VER = 'q07IKJEyjvHSyhy//CH0CxmKi8w=';

  it('is that of the complex example, with its form', () => {
    expect(capsHash(PSI)).toBe(VER);
    expect(isVerified(PSI, VER, 'sha1')).toBe(true);
  });

  it('is not believed where something else is said', () => {
    const more = { ...PSI, features: [...PSI.features, 'urn:xmpp:ping'] };
    expect(isVerified(more, VER, 'sha1')).toBe(false);
  });

  it.each([
    ['that stands there twice', { ...PSI, features: [...PSI.features, ...PSI.features] }],
    ['that ends where another begins', { features: ['a<b'] }],
    ['of two forms of one type', { ...PSI, forms: [...PSI.forms, ...PSI.forms] }],
  ])('is not believed of a text %s', (_what, info) => {
    expect(isVerified(info, capsHash(info), 'sha1')).toBe(false);
  });
});
