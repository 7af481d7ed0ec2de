import type { Iq, IqPayload, IqToSend } from '../../contract/schemas.ts';
import { error } from './core-elements.ts';
import type { XmlElement } from '../../core/element.ts';
import { stanzaMapping } from './stanza-mapping.ts';
import type { StanzaStamp, WrittenStanza } from './stanza-mapping.ts';

const mapping = stanzaMapping({
  kind: 'iq',
  types: new Set(['error', 'get', 'result', 'set']),
  texts: [],
  core: [error],
});

/** Any iq, however strange; nothing of it is lost (see `content-reader.ts`). */
export function iqToJson(stanza: XmlElement): Iq {
  return mapping.toJson(stanza);
}

/** `json` fits its schema. A request without a type is a `get`, and a method call a `set` (XEP-0009 §2). */
export function iqToXml(json: Iq | IqToSend, stamp: StanzaStamp = {}): WrittenStanza {
  return mapping.toXml(json, isTyped(json) ? stamp : { ...stamp, type: defaultType(json) });
}

/** The payload of an answer; undefined when it is empty. `json` fits its schema. */
export function iqPayloadToXml(json: IqPayload): XmlElement | undefined {
  const [payload] = mapping.toXml(json).element.children;
  return typeof payload === 'object' ? payload : undefined;
}

function defaultType({ rpc }: Iq | IqToSend): string {
  return rpc === undefined ? 'get' : 'set';
}

/** COMPAT: an iq that came in with a type of its own invention has it among the attributes. */
function isTyped(json: Iq | IqToSend): boolean {
  return json.type !== undefined || ('attributes' in json && 'type' in json.attributes);
}
