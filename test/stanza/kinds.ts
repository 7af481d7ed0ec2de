import type { XmlElement } from '../../src/core/element.ts';
import { iqToJson, iqToXml } from '../../src/stanza/json/iq.ts';
import { messageToJson, messageToXml } from '../../src/stanza/json/message.ts';
import { presenceToJson, presenceToXml } from '../../src/stanza/json/presence.ts';
import type { WrittenStanza } from '../../src/stanza/json/stanza-mapping.ts';

/** The three kinds of stanza, for tests that hold for all of them. */
export interface Kind {
  readonly name: string;
  /** Its schemas in the contract. */
  readonly received: string;
  readonly toSend: string;
  toJson(stanza: XmlElement): object;
  /** Takes what fits one of the schemas; a test says so itself. */
  toXml(json: object): WrittenStanza;
}

export const KINDS: readonly Kind[] = [
  {
    name: 'message',
    received: 'Message',
    toSend: 'MessageToSend',
    toJson: messageToJson,
    toXml: messageToXml,
  },
  {
    name: 'presence',
    received: 'Presence',
    toSend: 'PresenceToSend',
    toJson: presenceToJson,
    toXml: presenceToXml,
  },
  { name: 'iq', received: 'Iq', toSend: 'IqToSend', toJson: iqToJson, toXml: iqToXml },
];

export function kindOf(stanza: { readonly name: string }): Kind {
  const kind = KINDS.find(({ name }) => name === stanza.name);
  if (kind === undefined) throw new Error(`no stanza: ${stanza.name}`);
  return kind;
}
