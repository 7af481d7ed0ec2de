import type { XmlElement, XmlNode } from '../../core/element.ts';

/** An element whose end tag is still to be written. */
interface OpenElement {
  readonly name: string;
  readonly namespace: string;
  readonly children: readonly XmlNode[];
  next: number;
}

/**
 * Serialises a tree that passed the gate or came from the reader; it checks nothing itself.
 *
 * `inherited` is the namespace that an element without xmlns has where the text will stand. For a stanza that is
 * NS_CLIENT, so that neither the stanza nor its own content carries an xmlns: they take the default namespace of the
 * stream they are written to, whichever that is (RFC 6120 §4.8.3). Any depth is fine: nothing here recurses.
 */
export function writeXml(root: XmlElement, inherited: string): string {
  let xml = startTag(root, inherited);
  if (root.children.length === 0) return xml;
  const open: OpenElement[] = [opened(root)];
  let top = open[0];
  while (top !== undefined) {
    const child = top.children[top.next++];
    if (child === undefined) {
      xml += `</${top.name}>`;
      open.pop();
      top = open.at(-1);
    } else if (typeof child === 'string') {
      xml += escapeText(child);
    } else {
      xml += startTag(child, top.namespace);
      const text = onlyText(child);
      if (text !== undefined) xml += `${escapeText(text)}</${child.name}>`;
      else if (child.children.length > 0) open.push((top = opened(child)));
    }
  }
  return xml;
}

function opened({ name, namespace, children }: XmlElement): OpenElement {
  return { name, namespace, children, next: 0 };
}

function onlyText({ children }: XmlElement): string | undefined {
  return children.length === 1 && typeof children[0] === 'string' ? children[0] : undefined;
}

/** `<a …>`, or `<a …/>` for an element without children. */
function startTag(element: XmlElement, inherited: string): string {
  let tag = `<${element.name}`;
  if (element.namespace !== inherited) tag += ` xmlns='${escapeAttribute(element.namespace)}'`;
  const { attributes } = element;
  let prefixes: Map<string, string> | undefined;
  for (const name of Object.keys(attributes)) {
    const value = escapeAttribute(attributes[name] ?? '');
    if (name.charCodeAt(0) === 0x7b) {
      prefixes ??= new Map<string, string>();
      tag += prefixed(name, value, prefixes);
    } else {
      tag += ` ${name}='${value}'`;
    }
  }
  return element.children.length === 0 ? `${tag}/>` : `${tag}>`;
}

/** `{urn:x}name` under a prefix that is declared on the same element, once for each namespace. */
function prefixed(name: string, value: string, prefixes: Map<string, string>): string {
  const end = name.lastIndexOf('}');
  const namespace = name.slice(1, end);
  const local = name.slice(end + 1);
  const known = prefixes.get(namespace);
  if (known !== undefined) return ` ${known}:${local}='${value}'`;
  const prefix = `ns${prefixes.size + 1}`;
  prefixes.set(namespace, prefix);
  return ` xmlns:${prefix}='${escapeAttribute(namespace)}' ${prefix}:${local}='${value}'`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const toEntity = (character: string) => ENTITIES[character] ?? character;

/** `>` because `]]>` may not stand in text; CR because a parser would read it as LF. */
function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, toEntity) : text;
}

/** TAB, LF and CR because a parser would read each as a space (XML 1.0 §3.3.3). */
export function escapeAttribute(value: string): string {
  return /[&<'\t\n\r]/.test(value) ? value.replace(/[&<'\t\n\r]/g, toEntity) : value;
}
