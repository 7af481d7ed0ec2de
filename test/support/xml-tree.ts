/**
 * XML as tests see it: a plain tree with resolved namespaces, so that two stanzas can be compared whatever prefixes
 * they were written with. Deliberately not the bridge's own parser.
 */
import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

export class XmlNode {
  readonly name: string;
  readonly namespace: string;
  /** By local name; `xml:lang` so, and other attributes with a namespace as `{namespace}name`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlNode | string)[] = [];

  constructor(name: string, namespace: string, attributes: Record<string, string>) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
  }

  get elements(): XmlNode[] {
    return this.children.filter((child) => typeof child !== 'string');
  }

  /** All text inside, at any depth. */
  get text(): string {
    return this.children.map((c) => (typeof c === 'string' ? c : c.text)).join('');
  }

  child(name: string, namespace?: string): XmlNode | undefined {
    return this.elements.find(
      (c) => c.name === name && (namespace === undefined || c.namespace === namespace),
    );
  }
}

/** Grows trees out of a stream of text and hands over each element that ends at `depth` (0: the root itself). */
export class TreeBuilder {
  readonly #parser: SaxesParser<{ xmlns: true }>;
  readonly #open: XmlNode[] = [];

  constructor(
    depth: number,
    onNode: (node: XmlNode) => void,
    onOpen?: (root: XmlNode) => void,
    additionalNamespaces: Record<string, string> = {},
  ) {
    this.#parser = new SaxesParser({ xmlns: true, additionalNamespaces });
    this.#parser.on('opentag', (tag) => {
      const node = toNode(tag);
      // Above `depth` nothing is kept: a stream may be long.
      if (this.#open.length > depth) this.#open.at(-1)?.children.push(node);
      this.#open.push(node);
      if (this.#open.length === 1) onOpen?.(node);
    });
    this.#parser.on('closetag', () => {
      const node = this.#open.pop();
      if (node && this.#open.length === depth) onNode(node);
    });
    const addText = (text: string) => {
      if (this.#open.length > depth) appendText(this.#open.at(-1), text);
    };
    this.#parser.on('text', addText);
    this.#parser.on('cdata', addText);
    this.#parser.on('error', (error) => {
      throw error;
    });
  }

  write(text: string): void {
    this.#parser.write(text);
  }
}

function toNode(tag: SaxesTagNS): XmlNode {
  const attributes: Record<string, string> = {};
  for (const { uri, local, value } of Object.values(tag.attributes)) {
    if (uri === XMLNS_NAMESPACE) continue;
    if (uri === XML_NAMESPACE) attributes[`xml:${local}`] = value;
    else attributes[uri === '' ? local : `{${uri}}${local}`] = value;
  }
  return new XmlNode(tag.local, tag.uri, attributes);
}

function appendText(node: XmlNode | undefined, text: string): void {
  const last = node?.children.at(-1);
  if (typeof last === 'string') node?.children.splice(-1, 1, last + text);
  else node?.children.push(text);
}

/** Parses one element; without an xmlns of its own it is in `namespace`. */
export function parseXml(text: string, namespace = 'jabber:client'): XmlNode {
  let root: XmlNode | undefined;
  const builder = new TreeBuilder(0, (node) => (root = node), undefined, {
    '': namespace,
    stream: 'http://etherx.jabber.org/streams',
  });
  builder.write(text);
  if (root === undefined) throw new Error(`not one whole element: ${text.slice(0, 200)}`);
  return root;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escapeText = (text: string) => text.replace(/[&<>\r]/g, (c) => ESCAPES[c] ?? c);
export const escapeAttribute = (text: string) =>
  text.replace(/[&<>"\t\n\r]/g, (c) => ESCAPES[c] ?? c);

/** Writes a tree; an xmlns only where the namespace differs from `outer`, the one around it. */
export function writeXml(node: XmlNode, outer?: string): string {
  const parts = node.namespace === outer ? [] : [`xmlns="${escapeAttribute(node.namespace)}"`];
  Object.entries(node.attributes).forEach(([key, value], index) => {
    const [, uri, local] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
    const name = uri === undefined || local === undefined ? key : `a${index}:${local}`;
    if (uri !== undefined) parts.push(`xmlns:a${index}="${escapeAttribute(uri)}"`);
    parts.push(`${name}="${escapeAttribute(value)}"`);
  });
  const head = [node.name, ...parts].join(' ');
  const inner = node.children
    .map((c) => (typeof c === 'string' ? escapeText(c) : writeXml(c, node.namespace)))
    .join('');
  return inner === '' ? `<${head}/>` : `<${head}>${inner}</${node.name}>`;
}
