import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';

import { excessOf, type Bound, type Excess, type StanzaBounds } from './bounds.ts';
import type { XmlElement } from './element.ts';
import { MarkupScanner } from './markup-scanner.ts';
import { NS_CLIENT } from './namespaces.ts';
import { NotXml, loneSurrogate, refuseOpenReference, strictParser } from './strict-parser.ts';
import { TreeBuilder, toAttributes } from './tree-builder.ts';
import { escapeAttribute } from './xml-writer.ts';

/** Of each top-level element, from its `<` to its `>`. */
export type ReaderBounds = StanzaBounds;

/** Higher bounds for some elements. */
export interface HigherBounds {
  readonly bounds: ReaderBounds;
  /** Asked when an element goes over a lower bound, with its start tag. */
  readonly isFor: (root: XmlElement) => boolean;
}

/** What was read. Namespaces of stanza content are normalised to `jabber:client`. */
export type ReaderEvent =
  /** The stream header, with its attributes. */
  | { readonly kind: 'start'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'element'; readonly element: XmlElement }
  /**
   * A top-level element over a bound: the rest of it is stepped over, and reading goes on behind it. `root` is its start
   * tag; where the start tag alone is too large, with the attributes read before, and undefined if not even its name was.
   */
  | ({ readonly kind: 'oversize'; readonly root: XmlElement | undefined } & Excess)
  /** `</stream:stream>`. Whatever follows is ignored. */
  | { readonly kind: 'end' }
  /** Not XML, or XML that XMPP does not allow. Whatever follows is ignored. */
  | { readonly kind: 'error'; readonly detail: string };

class OverBound extends Error {
  readonly bound: Bound;

  constructor(bound: Bound) {
    super(bound);
    this.bound = bound;
  }
}

/**
 * Reads one stream: each `read` takes the next chunk of text, cut anywhere, and returns what was completed by it. Takes
 * constant memory however long the stream is and whatever an element holds. Comments and processing instructions are
 * ignored, and so is text between top-level elements.
 */
export class XmlReader {
  readonly #usual: ReaderBounds;
  readonly #higher: HigherBounds | undefined;
  /** Of the top-level element that is open. */
  #bounds: ReaderBounds;
  readonly #builder: TreeBuilder;
  /** Follows the element that is open at the end of a chunk, and the one that is stepped over. */
  readonly #scanner = new MarkupScanner();
  #parser = strictParser();
  #state: 'header' | 'reading' | 'skipping' | 'over' = 'header';
  #events: ReaderEvent[] = [];
  /** A high surrogate at the end of the last chunk. */
  #carried = '';
  /** The start tag of the stream, for the parser that goes on behind an element that was stepped over. */
  #header = '';
  #text = '';
  /** Positions, as the parser counts: where `#text` begins, behind the last top-level element, `<` of the open one. */
  #textAt = 0;
  #boundary = 0;
  #startedAt = 0;
  /** The start tag being read. */
  #name = '';
  readonly #attributes: SaxesAttributeNS[] = [];

  constructor(bounds: ReaderBounds, higher?: HigherBounds) {
    this.#usual = this.#bounds = bounds;
    this.#higher = higher;
    this.#builder = new TreeBuilder(bounds);
    this.#listen();
  }

  read(chunk: string): ReaderEvent[] {
    this.#events = [];
    const text = this.#whole(chunk);
    const bad = loneSurrogate(text);
    try {
      this.#readAll(bad === -1 ? text : text.slice(0, bad));
      if (bad !== -1) throw new NotXml('disallowed character.');
    } catch (error) {
      if (!(error instanceof NotXml)) throw error;
      this.#fail(error.message);
    }
    return this.#events;
  }

  #readAll(text: string): void {
    let rest = text;
    while (rest !== '' && this.#state !== 'over') {
      rest = this.#state === 'skipping' ? this.#skip(rest, 0) : this.#parse(rest);
    }
  }

  #whole(chunk: string): string {
    const text = this.#carried + chunk;
    this.#carried = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    return this.#carried === '' ? text : text.slice(0, -1);
  }

  /** Returns what follows an element that went over a bound. */
  #parse(text: string): string {
    this.#text = text;
    try {
      this.#parser.write(text);
      refuseOpenReference(this.#parser);
    } catch (error) {
      if (error instanceof OverBound) return this.#giveUp(error.bound);
      this.#takeBack();
      throw error;
    }
    if (this.#state === 'header') this.#boundHeader(this.#textAt + text.length);
    else if (this.#state === 'reading') this.#boundOpenElement();
    this.#textAt += text.length;
    return '';
  }

  #boundHeader(size: number): void {
    if (size > this.#bounds.maxBytes) throw new NotXml('the stream header is too large.');
  }

  /** Counts what has come of an element that the parser may not report for a long time. */
  #boundOpenElement(): void {
    const { length } = this.#text;
    let at = 0;
    if (this.#boundary > this.#textAt) {
      this.#scanner.reset();
      at = this.#boundary - this.#textAt;
    }
    while (at < length) at = this.#scanner.scan(this.#text, at);
    this.#startedAt = this.#textAt + length - this.#scanner.size;
    if (this.#isWithin(this.#scanner.size)) return;
    // Between elements it is a comment: ignored, like a small one.
    if (this.#scanner.inElement) this.#reportOversize('bytes');
    this.#startSkipping();
  }

  #giveUp(bound: Bound): string {
    const at = this.#startedAt - this.#textAt;
    if (at >= 0) this.#scanner.reset();
    this.#reportOversize(bound);
    this.#startSkipping();
    return this.#skip(this.#text, Math.max(at, 0));
  }

  #reportOversize(bound: Bound): void {
    const root = this.#builder.root ?? this.#rootSoFar();
    this.#events.push({ kind: 'oversize', root, ...excessOf(this.#bounds, bound) });
  }

  #startSkipping(): void {
    this.#state = 'skipping';
    this.#builder.clear();
    this.#setBounds(this.#usual);
  }

  #setBounds(bounds: ReaderBounds): void {
    this.#bounds = this.#builder.bounds = bounds;
  }

  #isWithin(size: number): boolean {
    return size <= this.#bounds.maxBytes || (this.#raiseBounds() && size <= this.#bounds.maxBytes);
  }

  /** False when the bounds of the open element cannot be raised. */
  #raiseBounds(): boolean {
    const higher = this.#higher;
    const { root } = this.#builder;
    if (higher === undefined || root === undefined || this.#bounds !== this.#usual) return false;
    if (!higher.isFor(root)) return false;
    this.#setBounds(higher.bounds);
    return true;
  }

  #rootSoFar(): XmlElement | undefined {
    if (this.#name === '') return undefined;
    const plain = this.#attributes.filter(({ prefix }) => prefix === '');
    const namespace = plain.find(({ name }) => name === 'xmlns')?.value ?? NS_CLIENT;
    return { name: this.#name, namespace, attributes: toAttributes(plain), children: [] };
  }

  #skip(text: string, from: number): string {
    const at = this.#scanner.scan(text, from);
    if (this.#scanner.size === 0) this.#resume();
    return text.slice(at);
  }

  #resume(): void {
    this.#state = 'reading';
    this.#scanner.reset();
    this.#name = '';
    this.#attributes.length = 0;
    this.#parser = strictParser();
    this.#parser.write(this.#header);
    this.#textAt = this.#boundary = this.#header.length;
    this.#listen();
  }

  /** COMPAT: saxes 6 reports an end tag before it sees that it is the wrong one. */
  #takeBack(): void {
    if (this.#parser.position !== this.#boundary) return;
    this.#events.pop();
    this.#state = 'reading';
  }

  /** After the end of the stream nothing matters any more. */
  #fail(detail: string): void {
    if (this.#state !== 'over') this.#events.push({ kind: 'error', detail });
    this.#state = 'over';
  }

  #listen(): void {
    const parser = this.#parser;
    parser.on('opentagstart', (tag) => this.#onName(tag.name));
    parser.on('attribute', (attribute) => this.#onAttribute(attribute));
    parser.on('opentag', (tag) => this.#onStartTag(tag));
    parser.on('closetag', () => this.#onEndTag());
    parser.on('cdata', this.#onText);
  }

  readonly #onText = (text: string) => this.#builder.text(text);

  #onName(name: string): void {
    if (this.#state === 'over') throw new NotXml('the stream has ended.');
    if (this.#state === 'header' || this.#builder.depth > 0) return;
    const less = this.#text.lastIndexOf('<', this.#parser.position - this.#textAt - 1);
    // Otherwise it stands in an earlier chunk, and was found at its end.
    if (less !== -1) this.#startedAt = this.#textAt + less;
    this.#boundSize();
    this.#name = name;
  }

  #onAttribute(attribute: SaxesAttributeNS): void {
    if (this.#state === 'reading' && this.#builder.depth === 0) this.#boundSize();
    this.#attributes.push(attribute);
  }

  #boundSize(): void {
    if (!this.#isWithin(this.#parser.position - this.#startedAt)) throw new OverBound('bytes');
  }

  #onStartTag(tag: SaxesTagNS): void {
    if (this.#state === 'header') this.#onHeader(tag);
    else {
      this.#boundSize();
      this.#open(tag);
      // Text between elements has no listener: the parser would keep all of it until the next one.
      if (this.#builder.depth === 1) this.#parser.on('text', this.#onText);
    }
    this.#name = '';
    this.#attributes.length = 0;
  }

  #open(tag: SaxesTagNS): void {
    let bound = this.#builder.open(tag, this.#attributes);
    if (bound !== undefined && this.#raiseBounds())
      bound = this.#builder.open(tag, this.#attributes);
    if (bound !== undefined) throw new OverBound(bound);
  }

  #onHeader(tag: SaxesTagNS): void {
    this.#boundary = this.#parser.position;
    this.#boundHeader(this.#boundary);
    this.#state = 'reading';
    this.#events.push({ kind: 'start', attributes: toAttributes(this.#attributes) });
    this.#header = headerOf(tag);
  }

  #onEndTag(): void {
    if (this.#builder.depth === 0) {
      this.#complete({ kind: 'end' });
      this.#state = 'over';
      return;
    }
    if (this.#builder.depth === 1) this.#boundSize();
    const element = this.#builder.close();
    if (element === undefined) return;
    this.#complete({ kind: 'element', element });
    if (this.#bounds !== this.#usual) this.#setBounds(this.#usual);
    this.#parser.off('text');
    // It counts from the last line break on, and there are none in a stream.
    this.#parser.column = 0;
  }

  #complete(event: ReaderEvent): void {
    this.#events.push(event);
    this.#boundary = this.#parser.position;
  }
}

/** Declares what the stream header declared, under the same name. */
function headerOf({ name, ns }: SaxesTagNS): string {
  const declarations = Object.entries(ns).map(
    ([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}='${escapeAttribute(uri)}'`,
  );
  return `<${name}${declarations.join('')}>`;
}
