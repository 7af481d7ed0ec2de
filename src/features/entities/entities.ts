import type { EntityBody, EntityItemsBody, VcardBody } from '../../contract/schemas.ts';
import { element, type XmlElement } from '../../core/element.ts';
import { instant } from '../../core/instant.ts';
import { bare, parseJid } from '../../core/jid/jid.ts';
import { present } from '../../core/present.ts';
import type { Extension } from '../../extensions/extension.ts';
import { discoInfo } from '../../extensions/queries/disco-info.ts';
import { discoItems } from '../../extensions/queries/disco-items.ts';
import { time, version } from '../../extensions/queries/entity.ts';
import { askFor, type AskRaw, type Question } from './asking.ts';
import { readVcard } from './vcard.ts';

export interface EntitiesDeps {
  readonly ask: AskRaw;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const NS_VCARD = 'vcard-temp';
const NS_VERSION = 'jabber:iq:version';
const NS_TIME = 'urn:xmpp:time';
/** What is asked besides may be left out of an answer that is there. */
const EXTRA_MS = 3_000;

/** What an address says of itself; throws `stanza-error` and the like where it does not answer the first question. */
export async function askEntity(
  { ask, now }: EntitiesDeps,
  question: Question,
): Promise<EntityBody> {
  const info = await discover(ask, question);
  const { features = [], identities, forms } = info;
  const asked = (namespace: string, isSure: boolean) => isSure || features.includes(namespace);
  const extra = <Value>(extension: Pick<Extension<Value>, 'toJson'>, payload: XmlElement) =>
    askFor(ask, question, payload, EXTRA_MS)
      .then((answer) => answer && extension.toJson(answer))
      .catch(() => undefined);
  const hasAccount = parseJid(question.to)?.local !== '';
  const [versionBody, timeBody, vcard] = await Promise.all([
    asked(NS_VERSION, false) ? extra(version, version.toXml({})) : undefined,
    asked(NS_TIME, false) ? extra(time, time.toXml({})) : undefined,
    asked(NS_VCARD, hasAccount) ? askVcard(ask, question) : undefined,
  ]);
  return present<EntityBody>({
    jid: question.to,
    ...{ identities, forms, vcard },
    // Servers give them in any order.
    features: info.features?.toSorted(),
    version: withoutRaw(versionBody),
    time: withoutRaw(timeBody),
    asOf: instant(now()),
  });
}

export async function askItems(
  { ask, now }: EntitiesDeps,
  question: Question,
  node: string | undefined,
): Promise<EntityItemsBody> {
  const payload = discoItems.toXml(node === undefined ? {} : { node });
  const answer = await askFor(ask, question, payload);
  const { items = [] } = (answer && discoItems.toJson(answer)) ?? {};
  return present<EntityItemsBody>({ jid: question.to, node, items, asOf: instant(now()) });
}

export async function discover(ask: AskRaw, question: Question, node?: string) {
  const payload = discoInfo.toXml(node === undefined ? {} : { node });
  const answer = await askFor(ask, question, payload);
  const { raw: _, ...info } = (answer && discoInfo.toJson(answer)) ?? {};
  return info;
}

/** Of a client it is that of its account. */
async function askVcard(ask: AskRaw, question: Question): Promise<VcardBody | undefined> {
  const of = { ...question, to: bare(question.to) };
  const answer = await askFor(ask, of, element('vCard', NS_VCARD), EXTRA_MS).catch(() => undefined);
  return answer && readVcard(answer);
}

function withoutRaw<Value extends object>(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  const { raw: _, ...rest } = value as Value & { readonly raw?: unknown };
  return rest as Value;
}
