import type { DiscoInfo, DiscoItem, ServicesBody } from '../../contract/schemas.ts';
import { instant } from '../../core/instant.ts';
import { present } from '../../core/present.ts';
import { askItems, discover } from './entities.ts';
import type { AskRaw, Question } from './asking.ts';

export interface ServicesDeps {
  readonly ask: AskRaw;
  readonly now: () => number;
  readonly server: string;
  readonly privileges: () => ServicesBody['privileges'];
}

/** A server has a handful; of one with more not all are asked. */
const MAX_SERVICES = 50;
const NODE_COMMANDS = 'http://jabber.org/protocol/commands';
const NS_UPLOAD = 'urn:xmpp:http:upload:0';

interface Found {
  readonly item: DiscoItem;
  readonly info: DiscoInfo;
}

/** Walks what the server lists (XEP-0030 §4). Throws only where the server itself does not answer. */
export async function findServices(
  { ask, now, server, privileges }: ServicesDeps,
  question: Omit<Question, 'to'>,
): Promise<ServicesBody> {
  const deps = { ask, now };
  const about = { ...question, to: server };
  const { items } = await askItems(deps, about, undefined);
  const commands = askItems(deps, about, NODE_COMMANDS).catch(() => undefined);
  const found = await Promise.all(
    items.slice(0, MAX_SERVICES).map(async (item) => {
      const info = await discover(ask, { ...question, to: item.jid }).catch(() => undefined);
      return info === undefined ? [] : [{ item, info }];
    }),
  );
  const all = found.flat().sort(({ item: one }, { item: other }) => (one.jid < other.jid ? -1 : 1));
  return {
    server,
    upload: all.filter(isUpload).map(uploadOf),
    rooms: all.filter(isA('conference', 'text')).map(serviceOf),
    pubsub: all.filter(isA('pubsub', 'service')).map(serviceOf),
    commands: (await commands)?.items.toSorted(byNode) ?? [],
    privileges: privileges(),
    asOf: instant(now()),
  };
}

function byNode({ node: one = '' }: DiscoItem, { node: other = '' }: DiscoItem): number {
  return one < other ? -1 : 1;
}

function isA(category: string, type: string) {
  return ({ info: { identities = [] } }: Found) =>
    identities.some((it) => it.category === category && it.type === type);
}

function isUpload({ info: { features = [] } }: Found): boolean {
  return features.includes(NS_UPLOAD);
}

function serviceOf({ item, info }: Found) {
  const name = info.identities?.find((it) => it.name !== undefined)?.name ?? item.name;
  return present<{ jid: string; name?: string }>({ jid: item.jid, name });
}

/** XEP-0363 §4. */
function uploadOf(found: Found) {
  const fields = (found.info.forms ?? []).flatMap(({ fields: own = [] }) => own);
  const size = Number(fields.find((field) => field.var === 'max-file-size')?.values?.[0]);
  return { ...serviceOf(found), ...(Number.isSafeInteger(size) && { maxFileSize: size }) };
}
