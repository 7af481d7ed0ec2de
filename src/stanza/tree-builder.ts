import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';

import type { XmlElement, XmlNode } from './element.ts';
import { NS_CLIENT, NS_COMPONENT, NS_XML } from './namespaces.ts';
import { NotXml } from './strict-parser.ts';
import { isNcName } from './xml-characters.ts';

/** `maxDepth` counts levels and `maxElements` elements; the outermost element is the first of both. */
export interface TreeBounds {
  readonly maxDepth: number;
  readonly maxElements: number;
}

interface Building {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
}

/** Builds one tree after the other out of what a parser reports, within bounds and without recursion. */
export class TreeBuilder {
  /** Of the tree being built. */
  bounds: TreeBounds;
  readonly #open: Building[] = [];
  #elements = 0;

  constructor(bounds: TreeBounds) {
    this.bounds = bounds;
  }

  /** Levels that are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** The outermost element without its children; undefined between trees. */
  get root(): XmlElement | undefined {
    const root = this.#open[0];
    return root && { ...root, children: [] };
  }

  /** Returns the bound that the element is over; it is not added then. */
  open(tag: SaxesTagNS, attributes: readonly SaxesAttributeNS[]): 'depth' | 'elements' | undefined {
    if (this.#open.length >= this.bounds.maxDepth) return 'depth';
    if (this.#elements >= this.bounds.maxElements) return 'elements';
    refuseBadLocalName(tag);
    const element = {
      name: tag.local,
      namespace: tag.uri === NS_COMPONENT ? NS_CLIENT : tag.uri,
      attributes: toAttributes(attributes),
      children: [],
    };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
    this.#elements++;
    return undefined;
  }

  /** Joins what a parser reports in pieces (CDATA, chunks) to one run of text. */
  text(text: string): void {
    const children = this.#open.at(-1)?.children;
    if (children === undefined || text === '') return;
    const last = children.length - 1;
    const before = children[last];
    if (typeof before === 'string') children[last] = before + text;
    else children.push(text);
  }

  /** Returns the whole tree when its outermost element closes. */
  close(): XmlElement | undefined {
    const closed = this.#open.pop();
    if (this.#open.length > 0) return undefined;
    this.#elements = 0;
    return closed;
  }

  /** Drops the tree being built. */
  clear(): void {
    this.#open.length = 0;
    this.#elements = 0;
  }
}

export function toAttributes(attributes: readonly SaxesAttributeNS[]): Record<string, string> {
  const read: Record<string, string> = {};
  for (const attribute of attributes) {
    const { prefix, local, value } = attribute;
    if (prefix === '') {
      if (local !== 'xmlns') put(read, local, value);
    } else if (prefix !== 'xmlns') {
      refuseBadLocalName(attribute);
      read[attribute.uri === NS_XML ? `xml:${local}` : `{${attribute.uri}}${local}`] = value;
    } else {
      refuseBadLocalName(attribute);
    }
  }
  return read;
}

/** An attribute may be called `__proto__`; plain assignment would lose it. */
function put(attributes: Record<string, string>, name: string, value: string): void {
  if (name !== '__proto__') attributes[name] = value;
  else Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true });
}

/** COMPAT: saxes 6 does not look at how the part behind a prefix begins: `a:1`. */
function refuseBadLocalName({ prefix, local }: { prefix: string; local: string }): void {
  if (prefix !== '' && !isNcName(local)) throw new NotXml(`malformed name: ${prefix}:${local}.`);
}
