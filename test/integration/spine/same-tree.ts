import { XmlNode } from '../../support/xml-tree.ts';

/**
 * A stanza in a form in which two that say the same are equal: attributes in order, and what stands directly inside
 * too, because it has no order (RFC 6120 §8.4) and ejabberd gives it another one. Below that order matters.
 */
export function canonical(stanza: XmlNode): unknown {
  const { name, attributes, elements } = stanza;
  const children = elements.map((child) => JSON.stringify(inOrder(child))).sort();
  return { name, attributes: { ...attributes }, children };
}

function inOrder({ name, namespace, attributes, children }: XmlNode): unknown {
  return {
    name,
    namespace,
    attributes: Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
    children: children.map((child) => (typeof child === 'string' ? child : inOrder(child))),
  };
}

/** Without the white space that makes a tree readable: what stands between elements where there is no other text. */
export function withoutIndent(node: XmlNode): XmlNode {
  const copy = new XmlNode(node.name, node.namespace, { ...node.attributes });
  const isMixed = node.children.some((c) => typeof c === 'string' && c.trim() !== '');
  for (const child of node.children) {
    if (typeof child !== 'string') copy.children.push(withoutIndent(child));
    else if (isMixed || node.elements.length === 0) copy.children.push(child);
  }
  return copy;
}
