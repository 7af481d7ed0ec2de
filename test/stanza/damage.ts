import fc from 'fast-check';
import type { XmlElement, XmlNode } from '../../src/core/element.ts';
import { joined } from './xml-arbitraries.ts';

/** Ways in which an element may differ a little from what its key can say. */
const DAMAGES: readonly ((element: XmlElement) => XmlElement)[] = [
  (element) => ({ ...element, attributes: { ...element.attributes, mood: 'odd' } }),
  (element) => ({ ...element, attributes: Object.fromEntries(entries(element).slice(1)) }),
  (element) => ({
    ...element,
    attributes: Object.fromEntries(entries(element).map(([name]) => [name, 'odd'])),
  }),
  (element) => ({ ...element, namespace: 'urn:odd' }),
  (element) => ({ ...element, children: [...element.children, ' '] }),
  (element) => ({ ...element, children: element.children.toReversed() }),
  (element) => ({ ...element, children: element.children.slice(1) }),
  (element) => ({ ...element, children: [...element.children, ...element.children.slice(0, 1)] }),
  (element) => ({
    ...element,
    children: [
      ...element.children,
      { name: 'odd', namespace: element.namespace, attributes: {}, children: [] },
    ],
  }),
];

/** One such change, in the element itself or somewhere inside. */
export const damage: fc.Arbitrary<(element: XmlElement) => XmlElement> = fc
  .tuple(fc.array(fc.nat(3), { maxLength: 3 }), fc.constantFrom(...DAMAGES))
  .map(
    ([path, change]) =>
      (element) =>
        changedAt(element, path, change),
  );

function changedAt(
  element: XmlElement,
  path: readonly number[],
  change: (element: XmlElement) => XmlElement,
): XmlElement {
  const [at = 0, ...rest] = path;
  const target = element.children[at];
  if (path.length === 0 || target === undefined || typeof target === 'string') {
    const changed = change(element);
    return { ...changed, children: joined(changed.children) };
  }
  const children = element.children.map((child: XmlNode) =>
    child === target ? changedAt(target, rest, change) : child,
  );
  return { ...element, children };
}

function entries(element: XmlElement): [string, string][] {
  return Object.entries(element.attributes);
}
