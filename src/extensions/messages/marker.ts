import type { Marker } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { oneOf } from '../../stanza/element-helpers.ts';

const NS = 'urn:xmpp:chat-markers:0';
/** `received` and `acknowledged` are from the versions before 1.0. */
const MARKERS = ['received', 'displayed', 'acknowledged'] as const;

/** Displayed markers. */
export const marker: Extension<Marker> = {
  key: 'marker',
  spec: 'XEP-0333',
  disco: [NS],
  kinds: ['message'],
  elements: ['markable', ...MARKERS].map((name) => ({ name, namespace: NS })),
  toJson({ name, attributes: { id } }) {
    if (name === 'markable') return { markable: true };
    const which = oneOf(MARKERS, name);
    return which === undefined || id === undefined ? undefined : { [which]: id };
  },
  toXml(value) {
    const which = MARKERS.find((name) => value[name] !== undefined);
    return which ? element(which, NS, { id: value[which] }) : element('markable', NS);
  },
};
