import { excessOf, type StanzaBounds } from '../bounds.ts';
import type { XmlElement } from '../../core/element.ts';
import { quoted } from '../../core/errors.ts';
import { raisedBy } from './faults.ts';
import type { Faults } from './faults.ts';
import { NS_STREAM, NS_XML } from '../namespaces.ts';
import { firstNonChar, holdsOnlyChars, isNcName } from '../xml/characters.ts';
import { pointerToken } from '../../core/json/pointer.ts';

const NS_XMLNS = 'http://www.w3.org/2000/xmlns/';

/** An element in one of these is markup of the stream or of XML itself, or is no XML. */
const FORBIDDEN_NAMESPACES: ReadonlySet<string> = new Set([NS_STREAM, NS_XML, NS_XMLNS]);

/** The only attributes with a prefix: this prefix needs no declaration (XML Names §3). */
const XML_ATTRIBUTES: ReadonlySet<string> = new Set([
  'xml:lang',
  'xml:space',
  'xml:base',
  'xml:id',
]);

/** Attributes of a stanza that have a key of their own in JSON. */
const STANZA_POINTERS: ReadonlyMap<string, string> = new Map([
  ['to', '/to'],
  ['from', '/from'],
  ['type', '/type'],
  ['id', '/id'],
  ['xml:lang', '/lang'],
]);

/** A child that stands in JSON as an element; any other is one value to its caller, with nothing to point at inside. */
const ELEMENT_POINTER = /\/(?:extensions|children)\/\d+$/;

/** Checks everything that XML and the bounds ask of a stanza and of all it holds. */
export class TreeCheck {
  readonly #bounds: StanzaBounds;
  readonly #pointers: readonly string[];
  readonly #faults: Faults;
  /** Of each level below the stanza: which child is being looked at. */
  readonly #path: number[] = [];
  #elements = 0;

  constructor(bounds: StanzaBounds, pointers: readonly string[], faults: Faults) {
    this.#bounds = bounds;
    this.#pointers = pointers;
    this.#faults = faults;
  }

  run(stanza: XmlElement): void {
    this.#elements = 1;
    this.#attributes(stanza);
    this.#children(stanza, 1);
  }

  /** Goes as deep as the bound and no deeper, so it may recurse. */
  #children(parent: XmlElement, depth: number): void {
    const { children } = parent;
    for (let i = 0; i < children.length && !this.#faults.full; i++) {
      const child = children[i];
      if (child === undefined) continue;
      this.#path.push(i);
      if (typeof child === 'string') this.#text(child, depth);
      else this.#element(child, depth + 1);
      this.#path.pop();
    }
  }

  #element(element: XmlElement, depth: number): void {
    const { maxDepth, maxElements } = this.#bounds;
    if (++this.#elements > maxElements) {
      // Once: all that follow are too many as well.
      if (this.#elements === maxElements + 1) {
        const hint = raisedBy(excessOf(this.#bounds, 'elements'));
        this.#faults.add('', `holds more than ${maxElements} elements${hint}`);
      }
      return;
    }
    if (depth > maxDepth) {
      const hint = raisedBy(excessOf(this.#bounds, 'depth'));
      this.#fault('', `is on level ${depth}; the last one allowed is ${maxDepth}${hint}`);
      return;
    }
    if (!isNcName(element.name)) this.#fault('/name', whyNoName(element.name, 'namespace'));
    this.#namespace(element.namespace, depth);
    this.#attributes(element);
    this.#children(element, depth);
  }

  #namespace(namespace: string, depth: number): void {
    const why = whyNoNamespace(namespace);
    if (why !== undefined) this.#fault('/namespace', why);
    else if (namespace === '' && depth === 2) {
      this.#fault('/namespace', 'is empty; what stands directly in a stanza needs one');
    }
  }

  #attributes({ attributes }: XmlElement): void {
    const ofStanza = this.#path.length === 0;
    for (const name of Object.keys(attributes)) {
      // Addresses have a check of their own, which finds more.
      if (ofStanza && (name === 'to' || name === 'from')) continue;
      const value = attributes[name] ?? '';
      const why = whyNoAttribute(name) ?? whyNoText(value);
      if (why !== undefined) this.#attributeFault(name, why);
    }
  }

  #text(text: string, depth: number): void {
    const why = whyNoText(text);
    if (why !== undefined) this.#fault('', why);
    else if (depth === 1 && /[^ \t\r\n]/.test(text)) {
      this.#fault('', 'is text directly in the stanza; put it into an element');
    }
  }

  #attributeFault(name: string, why: string): void {
    const own = this.#path.length === 0 ? STANZA_POINTERS.get(name) : undefined;
    if (own !== undefined) this.#faults.add(own, why);
    else this.#fault(`/attributes/${pointerToken(name)}`, why);
  }

  /** `part` is what of the node that the path leads to. */
  #fault(part: string, why: string): void {
    this.#faults.add(this.#pointer(part), why);
  }

  #pointer(part: string): string {
    const [first, ...deeper] = this.#path;
    if (first === undefined) return part;
    const base = this.#pointers[first] ?? `/children/${first}`;
    if (!ELEMENT_POINTER.test(base)) return base;
    return base + deeper.map((index) => `/children/${index}`).join('') + part;
  }
}

function whyNoName(name: string, namespaceKey: string): string {
  if (/^[^:]+:[^:]+$/.test(name)) {
    return `${quoted(name)} has a prefix; give the name alone, and what the prefix stands for as ${namespaceKey}`;
  }
  return `${quoted(name)} is not an XML name`;
}

function whyNoNamespace(namespace: string): string | undefined {
  if (FORBIDDEN_NAMESPACES.has(namespace)) return `${quoted(namespace)} may not be used here`;
  if (/^[!-~]+$/.test(namespace)) return undefined;
  if (/\s/.test(namespace)) return 'holds white space, which no namespace does';
  return whyNoText(namespace);
}

function whyNoAttribute(name: string): string | undefined {
  if (name.charCodeAt(0) === 0x7b) return whyNoQualifiedName(name);
  if (isNcName(name)) {
    return name === 'xmlns' ? 'declares a namespace; give it as namespace instead' : undefined;
  }
  if (XML_ATTRIBUTES.has(name)) return undefined;
  if (name.startsWith('xmlns:')) return 'declares a prefix; prefixes are made by the bridge';
  return whyNoName(name, '{namespace}name');
}

/** `{urn:example}name`; a name holds no `}`. */
function whyNoQualifiedName(name: string): string | undefined {
  const end = name.lastIndexOf('}');
  const namespace = name.slice(1, end);
  if (end < 2) return `${quoted(name)} is not of the form {namespace}name`;
  if (namespace === NS_XML) return `write ${quoted(`xml:${name.slice(end + 1)}`)} instead`;
  if (!isNcName(name.slice(end + 1))) return whyNoName(name.slice(end + 1), '{namespace}name');
  return whyNoNamespace(namespace);
}

function whyNoText(text: string): string | undefined {
  if (holdsOnlyChars(text)) return undefined;
  return `holds ${firstNonChar(text) ?? ''}, which XML cannot carry`;
}
