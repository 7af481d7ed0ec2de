import type { XmlElement, XmlNode } from '../core/element.ts';

/**
 * Whether two elements say the same, ignoring nothing but the order of attributes.
 * Goes only as deep as both agree, so a deep stranger beside a flat element costs nothing.
 */
export function sameElement(one: XmlElement, other: XmlElement): boolean {
  if (one === other) return true;
  return (
    one.name === other.name &&
    one.namespace === other.namespace &&
    sameAttributes(one.attributes, other.attributes) &&
    sameChildren(one.children, other.children)
  );
}

type Attributes = XmlElement['attributes'];

function sameAttributes(one: Attributes, other: Attributes): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => one[name] === other[name]);
}

function sameChildren(one: readonly XmlNode[], other: readonly XmlNode[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i += 1) {
    if (!sameNode(one[i], other[i])) return false;
  }
  return true;
}

function sameNode(one: XmlNode | undefined, other: XmlNode | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return sameElement(one, other);
}
