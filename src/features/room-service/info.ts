/** What a room says about itself (XEP-0045 §6.4 and §15.5.4). */
import type { DiscoInfo, RoomBody } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import { present } from '../../core/present.ts';
import { fieldNamed, valuesOf } from '../../extensions/queries/form-values.ts';
import { discoInfo } from '../../extensions/queries/disco-info.ts';
import type { Actor } from './actor.ts';
import { NS_INFO, type AskRoom } from './asking.ts';

export const NS_MODERATE = ['urn:xmpp:message-moderate:1', 'urn:xmpp:message-moderate:0'] as const;
const NS_ARCHIVE = 'urn:xmpp:mam:2';
const NS_OCCUPANT_ID = 'urn:xmpp:occupant-id:0';

/** Throws what `AskRoom` throws. */
export async function infoOf(ask: AskRoom, actor: Actor, to = actor.room): Promise<DiscoInfo> {
  const query = await ask(actor, { type: 'get', to, payload: element('query', NS_INFO) });
  return (query && discoInfo.toJson(query)) ?? {};
}

type Described = Omit<RoomBody, 'room' | 'identities'>;

export function describe(info: DiscoInfo): Described {
  const { identities = [], features = [], forms = [] } = info;
  const has = new Set(features);
  const form = forms.find((it) => fieldNamed(it, 'FORM_TYPE')?.values?.[0]?.endsWith('#roominfo'));
  const said = (name: string) => {
    const field = form && fieldNamed(form, `muc#roominfo_${name}`);
    const text = field && valuesOf(field).join('\n');
    return text === '' ? undefined : text;
  };
  const either = (yes: string, no: string) =>
    has.has(yes) ? true : has.has(no) ? false : undefined;
  const occupants = Number(said('occupants') ?? NaN);
  return present<Described>({
    name: identities.find(({ category }) => category === 'conference')?.name,
    description: said('description'),
    subject: said('subject'),
    lang: said('lang'),
    occupants: Number.isInteger(occupants) ? occupants : undefined,
    persistent: either('muc_persistent', 'muc_temporary'),
    public: either('muc_public', 'muc_hidden'),
    membersOnly: either('muc_membersonly', 'muc_open'),
    moderated: either('muc_moderated', 'muc_unmoderated'),
    passwordProtected: either('muc_passwordprotected', 'muc_unsecured'),
    whois: has.has('muc_nonanonymous')
      ? 'anyone'
      : has.has('muc_semianonymous')
        ? 'moderators'
        : undefined,
    archive: has.has(NS_ARCHIVE),
    occupantIds: has.has(NS_OCCUPANT_ID),
    moderation: NS_MODERATE.filter((it) => has.has(it)),
    features: [...features],
  });
}
