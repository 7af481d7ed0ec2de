/** Stanzas that hold everything the bridge knows, and something that it does not: as JSON, and as XML to compare with. */
import {
  IQ_EXAMPLES,
  MESSAGE_EXAMPLES,
  PRESENCE_EXAMPLES,
} from '../../extensions/messages/examples.ts';
import type { Example } from '../../extensions/messages/examples.ts';
import { parseXml } from '../../support/xml-tree.ts';
import type { XmlNode } from '../../support/xml-tree.ts';
import { withoutIndent } from './same-tree.ts';

export interface Content {
  readonly json: Readonly<Record<string, unknown>>;
  /** The same as elements. */
  readonly elements: readonly XmlNode[];
}

const TEXT = '😀 👩‍👩‍👧 \u202bשלום עולם\u202c مرحبا <b>&amp;</b> "]]>" \t\u0085\u2028\u{1fffe} ';
/** 40 KiB of UTF-8. */
const BODY = TEXT + 'a'.repeat(40_960 - Buffer.byteLength(TEXT));

const UNKNOWN: Content = {
  json: {
    extensions: [
      {
        name: 'x',
        namespace: "urn:it's:<unknown>&",
        attributes: { a: '<&\'">', '{urn:y}b': '1', 'xml:lang': 'fr' },
        children: [
          ' 😀 ',
          { name: 'y', namespace: '', attributes: {}, children: [] },
          {
            name: '名前',
            namespace: 'urn:z',
            attributes: {},
            children: [
              'a < b ',
              { name: 'w', namespace: 'urn:z', attributes: {}, children: ['ab'] },
            ],
          },
        ],
      },
    ],
  },
  elements: [
    parseXml(`<x xmlns="urn:it's:&lt;unknown>&amp;" a="&lt;&amp;'&quot;>" p:b="1" xmlns:p="urn:y"
      xml:lang="fr"> 😀 <y xmlns=""/><q:名前 xmlns:q="urn:z">a &lt; b <q:w>a<![CDATA[b]]></q:w></q:名前></x>`),
  ],
};

const element = (xml: string) => withoutIndent(parseXml(xml));

/** The first holds the first example of every key, the second the second ones, and so on. */
function rounds(examples: readonly Example[]): Content[] {
  const found: { json: Record<string, unknown>; elements: XmlNode[] }[] = [];
  for (const { key, xml, value } of examples) {
    const fits = found.findIndex(({ json }) => !(key in json));
    const round = found[fits] ?? { json: {}, elements: [] };
    if (fits < 0) found.push(round);
    round.json[key] = value;
    round.elements.push(element(xml));
  }
  return found;
}

function joined(...parts: readonly Content[]): Content {
  return {
    json: Object.assign({}, ...parts.map(({ json }) => json)) as Content['json'],
    elements: parts.flatMap(({ elements }) => elements),
  };
}

const text = (name: 'body' | 'subject' | 'status', value: string): Content => {
  const node = element(`<${name}/>`);
  node.children.push(value);
  return { json: { [name]: value }, elements: [node] };
};

/** An error stanza is a stanza of its own. */
const ordinary = MESSAGE_EXAMPLES.filter(({ key }) => key !== 'error');

export const MESSAGES: readonly Content[] = rounds(ordinary).map((round) =>
  joined(text('body', BODY), text('subject', TEXT), round, UNKNOWN),
);

const AVATAR: Content = {
  json: {
    extensions: [
      ...(UNKNOWN.json['extensions'] as unknown[]),
      {
        name: 'x',
        namespace: 'vcard-temp:x:update',
        attributes: {},
        children: [
          { name: 'photo', namespace: 'vcard-temp:x:update', attributes: {}, children: [] },
        ],
      },
    ],
  },
  elements: [element("<x xmlns='vcard-temp:x:update'><photo/></x>")],
};

/** With the XEP-0153 element that Prosody adds to a presence which has none. */
export const PRESENCES: readonly Content[] = rounds(PRESENCE_EXAMPLES).map((round) =>
  joined(text('status', TEXT), round, UNKNOWN, AVATAR),
);

export const IQS: readonly (Content & { readonly key: string })[] = [
  ...IQ_EXAMPLES.map(({ key, xml, value }) => ({
    key,
    json: { [key]: value },
    elements: [element(xml)],
  })),
  { key: 'an unknown payload', ...UNKNOWN },
];
