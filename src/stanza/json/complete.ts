import type { ElementJson } from '../../contract/schemas.ts';
import type { XmlElement, XmlNode } from '../../core/element.ts';

interface Unfilled {
  readonly from: readonly (string | ElementJson)[];
  readonly into: XmlNode[];
  readonly namespace: string;
}

/**
 * An element of a caller as a tree: what was left out is filled in (no attributes, no children, the
 * namespace of the element around it). Without recursion: how deep it may be is for the gate to say.
 */
export function completeElement(json: ElementJson, inherited: string): XmlElement {
  const open: Unfilled[] = [];
  const root = fillIn(json, inherited, open);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const child of next.from) {
      next.into.push(typeof child === 'string' ? child : fillIn(child, next.namespace, open));
    }
  }
  return root;
}

function fillIn(json: ElementJson, inherited: string, open: Unfilled[]): XmlElement {
  const { name, namespace = inherited, attributes = {}, children = [] } = json;
  const into: XmlNode[] = [];
  if (children.length > 0) open.push({ from: children, into, namespace });
  return { name, namespace, attributes, children: into };
}
