/** Requests of users about an identity that need the store: its vCards. */
import { childElements, type XmlElement } from '../../core/element.ts';
import type { InboundHandler } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import type { Store } from '../../store/store.ts';
import { resultReply } from '../../stanza/stanza-error.ts';
import { AVATARS, type IdentityRecord } from './identity-record.ts';
import { NS_VCARD4, NS_VCARD_TEMP, vcard4, vcardTemp } from './vcards.ts';

export interface VcardRequestsDeps {
  readonly store: Pick<Store, 'get'>;
  readonly declared: (address: string) => IdentityRecord | undefined;
  readonly send: (stanza: XmlElement) => Promise<void>;
}

type Write = (record: IdentityRecord, photo: string | undefined) => XmlElement;

const VCARDS: ReadonlyMap<string, Write> = new Map([
  [`${NS_VCARD_TEMP} vCard`, vcardTemp],
  [`${NS_VCARD4} vcard`, vcard4],
]);

/** Only of identities that were declared: whoever asks for the vCard of another one may be answered by a caller. */
export function vcardRequests(deps: VcardRequestsDeps): InboundHandler {
  return {
    stage: 'request',
    handle(iq, { late }) {
      const { to = '', type } = iq.attributes;
      if (iq.name !== 'iq' || type !== 'get' || late === true) return 'passed';
      const [asked] = childElements(iq);
      const write = asked && VCARDS.get(`${asked.namespace} ${asked.name}`);
      const record = write && deps.declared(to);
      if (write === undefined || record === undefined) return 'passed';
      return answer(deps, iq, { write, record }).then(() => 'claimed');
    },
  };
}

async function answer(
  { store, send }: VcardRequestsDeps,
  iq: XmlElement,
  { write, record }: { readonly write: Write; readonly record: IdentityRecord },
): Promise<void> {
  const jid = bare(record.jid);
  const stored = record.avatar === undefined ? undefined : await store.get(AVATARS, jid);
  const reply = resultReply(iq, write(record, stored?.value));
  if (reply !== undefined) await send(reply);
}
