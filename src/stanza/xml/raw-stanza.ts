import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';

import { BridgeError } from '../../core/errors.ts';
import type { XmlElement } from '../../core/element.ts';
import { quoted } from '../../core/errors.ts';
import { NS_CLIENT, NS_COMPONENT, NS_SERVER } from '../namespaces.ts';
import { NotXml, loneSurrogate, strictFragmentParser } from './strict-parser.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { TreeBounds } from './tree-builder.ts';
import { findXmlFault, placeIn } from './fault.ts';

/** Those that a stream may have as its own (RFC 6120 §4.8.2, XEP-0114). */
const STANZA_NAMESPACES: ReadonlySet<string> = new Set([NS_CLIENT, NS_COMPONENT, NS_SERVER]);

/**
 * The tree of one stanza that a caller wrote as XML: the tree goes on, never the text. An XML declaration, comments, white
 * space around it and the namespace of a stream may be there, and are left out.
 * Throws `invalid-stanza` with line and column of the first thing that is not XML or not one stanza.
 */
export function parseRawStanza(text: string, bounds: TreeBounds): XmlElement {
  const xml = withoutProlog(text);
  const parser = strictFragmentParser(NS_CLIENT);
  const one = new OneElement(bounds);
  parser.on('attribute', (attribute) => one.attribute(attribute));
  parser.on('opentag', (tag) => one.startTag(tag));
  parser.on('closetag', () => one.endTag());
  parser.on('text', (run) => one.text(run));
  parser.on('cdata', (run) => one.cdata(run));
  parser.on('processinginstruction', () => refuse('leave out processing instructions'));
  try {
    if (loneSurrogate(xml) !== -1) {
      throw new Refused('half of a surrogate pair is a disallowed character', loneSurrogate(xml));
    }
    parser.write(xml).close();
    return one.element ?? refuse('there is no element; send one stanza');
  } catch (error) {
    if (!(error instanceof NotXml)) throw error;
    throw refusal(faultOf(error, xml, parser));
  }
}

/** Blanks in place of it keep the places of what follows. What is left of a bad one is refused as an instruction. */
function withoutProlog(text: string): string {
  const found = /^\uFEFF?\s*<\?xml\s+version\s*=\s*["']1\.\d["']([^?>]*)\?>/.exec(text);
  if (found === null) return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const encoding = /encoding\s*=\s*["']([^"']*)["']/i.exec(found[1] ?? '')?.[1] ?? 'utf-8';
  if (!/^(?:utf-?8|us-ascii)$/i.test(encoding)) {
    throw refusal(
      `line 1, column 1: the body is read as UTF-8, whatever is declared; send it as that.`,
    );
  }
  return found[0].replace(/[^\r\n]/g, ' ') + text.slice(found[0].length);
}

const BYTE_ORDER_MARK = 0xfeff;

/** XML that is no stanza by itself. */
class Refused extends NotXml {
  /** Where it is not where the parser stands. */
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(message);
    this.at = at;
  }
}

function faultOf(error: NotXml, xml: string, parser: { line: number; column: number }): string {
  const stands = `line ${parser.line}, column ${parser.column}`;
  if (error instanceof Refused) {
    return `${error.at === undefined ? stands : placeIn(xml, error.at)}: ${error.message}.`;
  }
  const fault = findXmlFault(xml);
  return fault === undefined
    ? `${stands}: ${error.message}`
    : `${placeIn(xml, fault.at)}: ${fault.detail}.`;
}

/** Takes one element, and white space around it. */
class OneElement {
  element: XmlElement | undefined;
  readonly #builder: TreeBuilder;
  #attributes: SaxesAttributeNS[] = [];
  /** Of a stanza in the namespace of servers, all in it that inherits that is renamed as well. */
  #isOfServer = false;

  constructor(bounds: TreeBounds) {
    this.#builder = new TreeBuilder(bounds);
  }

  attribute(attribute: SaxesAttributeNS): void {
    this.#attributes.push(attribute);
  }

  startTag(tag: SaxesTagNS): void {
    if (this.#builder.depth === 0) this.#root(tag);
    const isOfStream = this.#isOfServer && tag.uri === NS_SERVER;
    const own = isOfStream ? { ...tag, uri: NS_CLIENT } : tag;
    const bound = this.#builder.open(own, this.#attributes);
    if (bound === 'depth') refuse('there are too many levels');
    if (bound === 'elements') refuse('there are too many elements');
    this.#attributes = [];
  }

  #root({ uri }: SaxesTagNS): void {
    if (this.element !== undefined) {
      refuse('there is a second element; send one stanza at a time');
    }
    this.#isOfServer = uri === NS_SERVER;
    if (STANZA_NAMESPACES.has(uri)) return;
    refuse(`a stanza is in the namespace jabber:client, not ${quoted(uri)}; leave out the xmlns`);
  }

  endTag(): void {
    this.element = this.#builder.close();
  }

  text(text: string): void {
    if (this.#builder.depth === 0 && /[^ \t\r\n]/.test(text)) refuse(whyOutside(text));
    this.#builder.text(text);
  }

  cdata(text: string): void {
    if (this.#builder.depth === 0) refuse('there is text outside the stanza');
    this.#builder.text(text);
  }
}

function whyOutside(text: string): string {
  if (!/^\s*[{[]/.test(text)) return 'there is text outside the stanza';
  return 'this looks like JSON; send XML, or the JSON to POST /v1/messages with Content-Type: application/json';
}

function refuse(why: string): never {
  throw new Refused(why);
}

function refusal(detail: string): BridgeError {
  return new BridgeError(
    'invalid-stanza',
    'The body is not a single XML stanza. See errors for the place.',
    {
      errors: [{ pointer: '', detail }],
    },
  );
}
