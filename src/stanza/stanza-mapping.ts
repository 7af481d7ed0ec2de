import type { ContentKeys, Draft } from './content-keys.ts';
import { contentReader } from './content-reader.ts';
import { contentWriter } from './content-writer.ts';
import type { XmlElement } from './element.ts';
import { NS_CLIENT } from './namespaces.ts';

/** A stanza made of its JSON form; `pointers[i]` is where its child `i` came from (RFC 6901). */
export interface WrittenStanza {
  readonly element: XmlElement;
  readonly pointers: readonly string[];
}

/** A whole stanza in both directions: its attributes (RFC 6120 §8.1) and what is in it. */
export interface StanzaMapping {
  toJson(stanza: XmlElement): Draft;
  /** What is stamped on a stanza stands in place of what its JSON says, or comes after it. */
  toXml(json: object, stamp?: StanzaStamp): WrittenStanza;
}

/** What the bridge decides about a stanza, whatever its sender wrote. */
export interface StanzaStamp {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string | undefined;
  readonly type?: string;
  readonly originId?: string;
}

export interface StanzaKeys extends ContentKeys {
  /** The values of `type` that XMPP defines for this kind. */
  readonly types: ReadonlySet<string>;
}

export function stanzaMapping(keys: StanzaKeys): StanzaMapping {
  const readContent = contentReader(keys);
  const writeContent = contentWriter(keys);
  return {
    toJson(stanza) {
      const draft = readHeader(stanza, keys.types);
      readContent(stanza, draft);
      return draft;
    },
    toXml(json, stamp = UNSTAMPED) {
      const { elements, pointers } = writeContent(json as Draft, stamp);
      const attributes = writeHeader(json, stamp);
      return {
        element: { name: keys.kind, namespace: NS_CLIENT, attributes, children: elements },
        pointers,
      };
    },
  };
}

const UNSTAMPED: StanzaStamp = {};

interface Header {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly type?: string;
  readonly lang?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const KEY_OF_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['from', 'from'],
  ['to', 'to'],
  ['xml:lang', 'lang'],
]);

/** A draft with the header; an undefined `type` and all that is unknown go to `attributes`. */
function readHeader(stanza: XmlElement, types: ReadonlySet<string>): Draft {
  const draft: Draft = {};
  const others: [string, string][] = [];
  for (const [name, value] of Object.entries(stanza.attributes)) {
    const key = KEY_OF_ATTRIBUTE.get(name);
    if (key !== undefined) draft[key] = value;
    else if (name === 'type' && types.has(value)) draft['type'] = value;
    else others.push([name, value]);
  }
  if (others.length > 0) draft['attributes'] = Object.fromEntries(others);
  return draft;
}

function writeHeader(json: Header, stamp: StanzaStamp): XmlElement['attributes'] {
  const { lang } = json;
  const { id = json.id, from = json.from, to = json.to, type = json.type } = stamp;
  const attributes: Record<string, string> = { ...json.attributes };
  if (from !== undefined) attributes['from'] = from;
  if (to !== undefined) attributes['to'] = to;
  if (id !== undefined) attributes['id'] = id;
  if (type !== undefined) attributes['type'] = type;
  if (lang !== undefined) attributes['xml:lang'] = lang;
  return attributes;
}
