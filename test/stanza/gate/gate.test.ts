import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import type { InputFault } from '../../../src/core/errors.ts';
import { element } from '../../../src/core/element.ts';
import type { XmlElement, XmlNode } from '../../../src/core/element.ts';
import { passGate } from '../../../src/stanza/gate/gate.ts';
import type { GateRules } from '../../../src/stanza/gate/gate.ts';
import { NS_CLIENT, NS_STREAM, NS_XML } from '../../../src/stanza/namespaces.ts';
import { parseXml } from '../../support/xml-tree.ts';
import { SEED, garbageStanza, stanzaAround, tree } from '../xml-arbitraries.ts';

const RULES: GateRules = {
  domain: 'bridge.example.org',
  maxBytes: 65_536,
  maxDepth: 32,
  maxElements: 512,
};
const ADDRESSES = { to: 'juliet@example.org', from: 'bot@bridge.example.org' };

type Attributes = Record<string, string | undefined>;

const stanza = (name: string, attributes: Attributes = {}, children: XmlNode[] = []) =>
  element(name, NS_CLIENT, { ...ADDRESSES, ...attributes }, children);
const message = (...children: XmlNode[]) => stanza('message', {}, children);
const x = (attributes: Attributes = {}, ...children: XmlNode[]) =>
  element('x', 'urn:x', attributes, children);
const body = (text: string) => element('body', NS_CLIENT, {}, [text]);

/** What the gate has against a stanza; nothing when it passes. */
function faults(
  sent: XmlElement,
  rules: Partial<GateRules> = {},
  written?: readonly string[],
): readonly InputFault[] {
  try {
    passGate(sent, { ...RULES, ...rules }, written);
    return [];
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'invalid-stanza') throw error;
    return error.facts.errors ?? [];
  }
}

const pointers = (...of: Parameters<typeof faults>) => faults(...of).map(({ pointer }) => pointer);

function nested(levels: number): XmlElement {
  let deep = x();
  for (let level = 1; level < levels; level++) deep = x({}, deep);
  return deep;
}

describe('the gate', () => {
  it('returns the stanza as it goes on the wire', () => {
    expect(passGate(message(body('Good night'), x()), RULES)).toBe(
      "<message to='juliet@example.org' from='bot@bridge.example.org'>" +
        "<body>Good night</body><x xmlns='urn:x'/></message>",
    );
  });

  it('writes addresses in their prepared form', () => {
    const sent = stanza('message', {
      to: 'Juliet@EXAMPLE.org/Balcony',
      from: 'Bot@bridge.example.org',
    });
    expect(passGate(sent, RULES)).toBe(
      "<message to='juliet@example.org/Balcony' from='bot@bridge.example.org'/>",
    );
  });

  it('lists every fault, each with where it is', () => {
    const sent = stanza('iq', { to: '@', id: '', type: 'ask', 'xml:lang': '\u0001' }, [
      x({ 'a b': '1' }),
      x({}, '\uffff'),
    ]);
    expect(pointers(sent).toSorted()).toEqual([
      '/children/0/attributes/a b',
      '/children/1/children/0',
      '/id',
      '/lang',
      '/to',
      '/type',
    ]);
  });

  it('stops after 20 faults', () => {
    const many = Array.from({ length: 100 }, () => x({ 'a b': '1' }));
    expect(faults(message(...many))).toHaveLength(20);
  });

  it('points into an extension as its caller wrote it', () => {
    const written = ['/body', '/extensions/0'];
    const child = element('1y', 'urn:x', { 'a/~b': '1' });
    expect(pointers(message(body('Hi'), x({}, 'text', child)), {}, written)).toEqual([
      '/extensions/0/children/1/name',
      '/extensions/0/children/1/attributes/a~1~0b',
    ]);
  });

  it('points at the key of a child that is no element to its caller', () => {
    expect(pointers(message(body('\u0001')), {}, ['/body'])).toEqual(['/body']);
  });
});

describe('the gate refuses characters that XML cannot carry', () => {
  const bad: Record<string, string> = {
    'U+0000': '\u0000',
    'U+0001': '\u0001',
    'U+000B': '\u000b',
    'U+001F': '\u001f',
    'U+FFFE': '\ufffe',
    'U+FFFF': '\uffff',
    'U+D800': '\ud800',
    'U+DC00': '\udc00',
  };

  it.each(Object.entries(bad))('%s, wherever it stands, and names it', (name, character) => {
    const odd = `a${character}b😀`;
    const sent = stanza('message', { 'xml:lang': odd }, [
      body(odd),
      x({ a: odd }),
      x({ [odd]: '1' }),
      element(odd, 'urn:x'),
      element('x', odd),
      x({ [`{${odd}}a`]: '1' }),
      x({ [`{urn:x}${odd}`]: '1' }),
    ]);
    const found = faults(sent);
    expect(found).toHaveLength(8);
    expect(found[0]).toEqual({ pointer: '/lang', detail: `holds ${name}, which XML cannot carry` });
  });

  it('and no others', () => {
    const text = '\t\n\r \u007f\u0085\u2028\ud7ff\ue000\ufdd0\ufffd\u{10000}\u{1fffe}\u{10ffff}';
    expect(faults(message(body(text)))).toEqual([]);
  });
});

describe('the gate refuses names', () => {
  it.each(['', 'a b', '1a', '-a', 'a>', 'a/', '\u00d7', '\u037e', '\u{10400}', '\u218f'])(
    '%j',
    (name) => {
      expect(pointers(message(element(name, 'urn:x')))).toEqual(['/children/0/name']);
      expect(pointers(message(x({ [name]: '1' })))).toEqual([
        `/children/0/attributes/${name.replaceAll('/', '~1')}`,
      ]);
    },
  );

  it.each(['a', '_', 'a-1.b', '名前', 'constructor'])('but not %j', (name) => {
    expect(faults(message(element(name, 'urn:x', { [name]: '1' })))).toEqual([]);
  });

  it('with a prefix, and says what to do instead', () => {
    const [fault] = faults(message(element('a:b', 'urn:x')));
    expect(fault?.detail).toMatch(/prefix.*namespace/);
  });

  it.each(['xmlns', 'xmlns:a', 'a:b', '{}a', '{urn:x}', '{urn:x}a:b', '{urn:x', `{${NS_XML}}lang`])(
    'of an attribute: %s',
    (name) => {
      expect(pointers(message(x({ [name]: '1' })))).toEqual([
        `/children/0/attributes/${name.replaceAll('/', '~1')}`,
      ]);
    },
  );

  it.each(['xml:lang', 'xml:space', 'xml:base', '{urn:x}a'])(
    'but not of an attribute: %s',
    (name) => {
      expect(faults(message(x({ [name]: '1' })))).toEqual([]);
    },
  );
});

describe('the gate refuses namespaces', () => {
  it.each([NS_STREAM, NS_XML, 'http://www.w3.org/2000/xmlns/', 'urn: x', ' urn:x'])(
    '%j',
    (namespace) => {
      expect(pointers(message(x({}, element('y', namespace))))).toEqual([
        '/children/0/children/0/namespace',
      ]);
    },
  );

  it('that are empty directly in a stanza, and only there', () => {
    expect(pointers(message(element('y', '')))).toEqual(['/children/0/namespace']);
    expect(faults(message(x({}, element('y', ''))))).toEqual([]);
  });
});

describe('the gate refuses a stanza', () => {
  it('that is none', () => {
    expect(pointers(stanza('handshake'))).toEqual(['']);
    expect(pointers(element('message', 'jabber:server', ADDRESSES))).toEqual(['']);
  });

  it.each([
    ['message', 'available'],
    ['message', ''],
    ['presence', 'available'],
    ['presence', 'zzz'],
    ['iq', 'zzz'],
    ['iq', undefined],
  ])('%s of type %s', (name, type) => {
    expect(pointers(stanza(name, { type, id: 'a' }, [x()]))).toEqual(['/type']);
  });

  it.each([undefined, '', '@', 'a@b@c', '/res', 'a b@c', 'a@', `${'a'.repeat(1024)}@example.org`])(
    'to %j',
    (to) => {
      expect(pointers(stanza('message', { to }))).toEqual(['/to']);
    },
  );

  it.each([
    undefined,
    '',
    'bot@example.org',
    'example.org',
    'bot@sub.bridge.example.org',
    'bot@BRIDGE.example.org',
    'Bridge.example.org/x',
    'bot@bridge.example.org.',
    'bot@evil.example/@bridge.example.org',
  ])('from %j', (from) => {
    expect(pointers(stanza('message', { from }))).toEqual(['/from']);
  });

  it.each(['bridge.example.org', 'bridge.example.org/r@b', 'a@bridge.example.org/x/y@z'])(
    'but not from %j',
    (from) => {
      expect(faults(stanza('message', { from }))).toEqual([]);
    },
  );

  it('with text directly in it, white space apart', () => {
    expect(pointers(message('Good night'))).toEqual(['/children/0']);
    expect(faults(message(' \n\t'))).toEqual([]);
  });

  it('of type error without an error', () => {
    const error = element('error', NS_CLIENT, { type: 'cancel' });
    expect(pointers(stanza('message', { type: 'error' }, [body('Hi')]))).toEqual(['']);
    expect(pointers(stanza('iq', { type: 'error', id: 'a' }, [x()]))).toEqual(['']);
    expect(faults(stanza('iq', { type: 'error', id: 'a' }, [x(), error]))).toEqual([]);
  });
});

describe('the gate refuses an iq', () => {
  it.each([undefined, '', 'a'.repeat(257)])('with the id %j', (id) => {
    expect(pointers(stanza('iq', { type: 'get', id }, [x()]))).toEqual(['/id']);
  });

  it.each(['get', 'set'])('of type %s without exactly one element', (type) => {
    expect(pointers(stanza('iq', { type, id: 'a' }))).toEqual(['']);
    expect(pointers(stanza('iq', { type, id: 'a' }, [x(), x()]))).toEqual(['']);
    expect(faults(stanza('iq', { type, id: 'a' }, [' ', x()]))).toEqual([]);
  });

  it('of type result with two elements', () => {
    expect(pointers(stanza('iq', { type: 'result', id: 'a' }, [x(), x()]))).toEqual(['']);
    expect(faults(stanza('iq', { type: 'result', id: 'a' }))).toEqual([]);
  });
});

describe('the gate holds bounds', () => {
  it.each([
    ['MAX_DEPTH', { maxDepth: 2 }, message(x({}, x()))],
    ['MAX_ELEMENTS', { maxElements: 2 }, message(x(), x())],
    ['MAX_BYTES', { maxBytes: 100 }, message(body('a'.repeat(100)))],
  ])('and names the setting that raises one: %s', (setting, bound, sent) => {
    const settings = { bytes: 'MAX_BYTES', depth: 'MAX_DEPTH', elements: 'MAX_ELEMENTS' };
    const [fault] = faults(sent, { ...bound, settings });
    expect(fault?.detail).toContain(`${Object.values(bound)[0]}`);
    expect(fault?.detail).toContain(`; ${setting} raises this bound`);
  });

  it('of levels, the stanza being the first', () => {
    expect(faults(message(nested(31)))).toEqual([]);
    const at = `/children/0${'/children/0'.repeat(31)}`;
    expect(pointers(message(nested(32)))).toEqual([at]);
  });

  it('of levels, however deep the tree is', () => {
    expect(faults(message(nested(200_000)))).toHaveLength(1);
  });

  it('of elements, the stanza being the first', () => {
    expect(faults(message(x(), x()), { maxElements: 3 })).toEqual([]);
    expect(pointers(message(x(), x(), x(), x()), { maxElements: 3 })).toEqual(['']);
  });

  it.each(['a', '\u00e9', '\u20ac', '😀', '&'])('of bytes in UTF-8: %s', (character) => {
    const sent = message(body(character.repeat(100)));
    const size = Buffer.byteLength(passGate(sent, RULES));
    expect(faults(sent, { maxBytes: size })).toEqual([]);
    expect(pointers(sent, { maxBytes: size - 1 })).toEqual(['']);
  });
});

describe('whatever comes to the gate', () => {
  it('leaves it as XML that an independent parser reads, or with a list of faults', () => {
    let passed = 0;
    fc.assert(
      fc.property(garbageStanza, (garbage) => {
        if (faults(garbage).length > 0) return;
        passed++;
        expect(parseXml(passGate(garbage, RULES)).name).toBe(garbage.name);
      }),
      { ...SEED, numRuns: 2000 },
    );
    expect(passed).toBeGreaterThan(200);
  });

  it('leaves it unchanged if it is a valid tree', () => {
    const valid = tree.filter(({ namespace }) => namespace !== '');
    fc.assert(
      fc.property(stanzaAround(fc.array(valid, { maxLength: 2 })), (sent) => {
        expect(parseXml(passGate(sent, { ...RULES, maxDepth: 99 }))).toMatchObject(
          withoutProto(sent),
        );
      }),
      SEED,
    );
  });
});

/** The independent parser loses an attribute of that name. */
function withoutProto(sent: XmlElement): XmlElement {
  const attributes = Object.fromEntries(
    Object.entries(sent.attributes).filter(([name]) => name !== '__proto__'),
  );
  const children = sent.children.map((child) =>
    typeof child === 'string' ? child : withoutProto(child),
  );
  return { ...sent, attributes, children };
}
