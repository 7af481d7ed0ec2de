import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';

import { BridgeError } from '../../core/errors.ts';
import type { XmlElement } from '../../core/element.ts';
import { NS_CLIENT } from '../namespaces.ts';
import { NotXml, loneSurrogate, strictFragmentParser } from './strict-parser.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { TreeBounds } from './tree-builder.ts';

/**
 * The tree of one stanza that a caller wrote as XML, without an xmlns of its own: the tree goes on, never the text.
 * Throws `invalid-stanza` with line and column of the first thing that is not XML or not one stanza.
 */
export function parseRawStanza(xml: string, bounds: TreeBounds): XmlElement {
  const parser = strictFragmentParser(NS_CLIENT);
  const one = new OneElement(bounds);
  parser.on('attribute', (attribute) => one.attribute(attribute));
  parser.on('opentag', (tag) => one.startTag(tag));
  parser.on('closetag', () => one.endTag());
  parser.on('text', (text) => one.text(text));
  parser.on('cdata', (text) => one.cdata(text));
  parser.on('comment', () => refuse('leave out comments.'));
  parser.on('processinginstruction', () => refuse('leave out processing instructions.'));
  try {
    if (/^\s*<\?xml\s/.test(xml)) refuse('leave out the XML declaration.');
    if (loneSurrogate(xml) !== -1) refuse('disallowed character.');
    parser.write(xml).close();
    return one.element ?? refuse('there is no element.');
  } catch (error) {
    if (!(error instanceof NotXml)) throw error;
    throw refusal(`${parser.line}:${parser.column}: ${error.message}`);
  }
}

/** Takes one element, and white space around it. */
class OneElement {
  element: XmlElement | undefined;
  readonly #builder: TreeBuilder;
  #attributes: SaxesAttributeNS[] = [];

  constructor(bounds: TreeBounds) {
    this.#builder = new TreeBuilder(bounds);
  }

  attribute(attribute: SaxesAttributeNS): void {
    this.#attributes.push(attribute);
  }

  startTag(tag: SaxesTagNS): void {
    if (this.#builder.depth === 0) this.#refuseRoot();
    const bound = this.#builder.open(tag, this.#attributes);
    if (bound === 'depth') refuse('there are too many levels.');
    if (bound === 'elements') refuse('there are too many elements.');
    this.#attributes = [];
  }

  #refuseRoot(): void {
    if (this.element !== undefined) refuse('there is a second element; send one stanza at a time.');
    if (this.#attributes.some(({ name }) => name === 'xmlns')) {
      refuse('leave out the xmlns of the stanza; the bridge sets it.');
    }
  }

  endTag(): void {
    this.element = this.#builder.close();
  }

  text(text: string): void {
    if (this.#builder.depth === 0 && /[^ \t\r\n]/.test(text)) refuse('there is text outside.');
    this.#builder.text(text);
  }

  cdata(text: string): void {
    if (this.#builder.depth === 0) refuse('there is text outside.');
    this.#builder.text(text);
  }
}

function refuse(why: string): never {
  throw new NotXml(why);
}

function refusal(detail: string): BridgeError {
  return new BridgeError(
    'invalid-stanza',
    'The body is not one stanza as XML. See errors for where.',
    {
      errors: [{ pointer: '', detail }],
    },
  );
}
