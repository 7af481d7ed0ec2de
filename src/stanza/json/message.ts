import type { Message, MessageToSend } from '../../contract/schemas.ts';
import { error, thread } from './core-elements.ts';
import type { XmlElement } from '../../core/element.ts';
import { stanzaMapping } from './stanza-mapping.ts';
import type { StanzaStamp, WrittenStanza } from './stanza-mapping.ts';

const mapping = stanzaMapping({
  kind: 'message',
  types: new Set(['chat', 'error', 'groupchat', 'headline', 'normal']),
  texts: ['body', 'subject'],
  core: [thread, error],
});

/** Any message, however strange; nothing of it is lost (see `content-reader.ts`). */
export function messageToJson(stanza: XmlElement): Message {
  return mapping.toJson(stanza);
}

/** `json` fits its schema. Of `MessageToSend`, `ttl` and `join` are no part of the stanza. */
export function messageToXml(json: Message | MessageToSend, stamp?: StanzaStamp): WrittenStanza {
  return mapping.toXml(json, stamp);
}
