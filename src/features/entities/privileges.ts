import type { ServicesBody } from '../../contract/schemas.ts';
import { childElements, type XmlElement } from '../../core/element.ts';
import type { InboundHandler } from '../../core/feature.ts';

const START = 'urn:xmpp:privilege:';
const MAX = 20;

/**
 * The server says what the bridge may do for its users in a message of its own, when the link comes up (XEP-0356 §4.2): it is
 * nothing that anybody wrote.
 */
export function privilegeAdverts(domain: string) {
  let known: ServicesBody['privileges'] = [];
  const inbound: InboundHandler = {
    stage: 'own',
    handle(stanza) {
      const { from = '', to } = stanza.attributes;
      if (stanza.name !== 'message' || to !== domain || from.includes('@')) return 'passed';
      const advert = childElements(stanza).find(
        ({ name, namespace }) => name === 'privilege' && namespace.startsWith(START),
      );
      if (advert === undefined) return 'passed';
      known = permissionsIn(advert);
      return 'claimed';
    },
  };
  return { inbound, known: () => known };
}

/** COMPAT: Prosody 0.12 nests some of them. */
function permissionsIn(advert: XmlElement): ServicesBody['privileges'] {
  return childElements(advert)
    .filter(({ name }) => name === 'perm')
    .map(({ namespace, attributes: { access = '', type = '' } }) => ({ namespace, access, type }))
    .filter(({ type }) => type !== '' && type !== 'none')
    .slice(0, MAX);
}
