import type { Presence, PresenceToSend } from '../../contract/schemas.ts';
import { error, priority, show } from './core-elements.ts';
import type { XmlElement } from '../../core/element.ts';
import { stanzaMapping } from './stanza-mapping.ts';
import type { StanzaStamp, WrittenStanza } from './stanza-mapping.ts';

const mapping = stanzaMapping({
  kind: 'presence',
  types: new Set([
    'error',
    'probe',
    'subscribe',
    'subscribed',
    'unavailable',
    'unsubscribe',
    'unsubscribed',
  ]),
  texts: ['status'],
  core: [show, priority, error],
});

/** Any presence, however strange; nothing of it is lost (see `content-reader.ts`). */
export function presenceToJson(stanza: XmlElement): Presence {
  return mapping.toJson(stanza);
}

/** `json` fits its schema. */
export function presenceToXml(json: Presence | PresenceToSend, stamp?: StanzaStamp): WrittenStanza {
  return mapping.toXml(json, stamp);
}
