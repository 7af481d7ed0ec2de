/** Commands that identities offer and nobody can execute, or nobody answers. */
import { bareOf, parseJid } from '../../core/jid/jid.ts';
import { decodeIdentity, IDENTITIES } from '../../features/identities/identity-record.ts';
import { requestEvent } from '../../features/iq/responders/readers.ts';
import type { Offer } from '../../features/offered/offer.ts';
import { storedOffers } from '../../features/offered/offers.ts';
import { Registry } from '../../features/webhooks/subscription/registry.ts';
import { filterOf, type Subscription } from '../../features/webhooks/subscription/subscription.ts';
import type { Store } from '../../store/store.ts';
import { bad, good, warning, type Finding } from './finding.ts';

interface OfferedDeps {
  readonly store: Store;
  readonly domain: string;
  /** Whether a replica has the link. */
  readonly isLinked: boolean;
}

/** Nothing where no identity offers any. */
export async function checkOffered(deps: OfferedDeps): Promise<readonly Finding[]> {
  const { store, domain, isLinked } = deps;
  const offers = await storedOffers(store);
  if (offers.size === 0) return [];
  const declared = await store.list(IDENTITIES);
  const webhooks = [...(await new Registry(store).list()).values()];
  const found = [...offers].flatMap(([identity, its]) => {
    const record = declared.get(identity);
    const isShown = record !== undefined && decodeIdentity(record.value).offers === true;
    return [
      ...(isShown ? [] : [notShown(identity, record !== undefined)]),
      ...wordsTwice(identity, its),
      ...unanswered({ identity, domain, webhooks }),
    ];
  });
  const all = [...(isLinked ? [] : [unreachable()]), ...found];
  if (all.length > 0) return all;
  const count = [...offers.values()].flat().length;
  return [good('commands', count === 1 ? 'the one offered is answered' : `${count} are answered`)];
}

const nameOf = (identity: string) => `commands of ${identity}`;

function unreachable(): Finding {
  return warning(
    'commands',
    'no replica has the link, so nobody is shown a command or can execute one',
    'Start the bridge, and look at its /readyz.',
  );
}

/** Service discovery is answered from what was declared. */
function notShown(identity: string, isDeclared: boolean): Finding {
  const local = parseJid(identity)?.local ?? identity;
  const detail = isDeclared
    ? 'service discovery does not say that there are any'
    : 'the identity is not declared, so service discovery says nothing of it';
  const declare = `stanza-bridge identities declare ${local}`;
  const advice = `Declare it, then put one of its commands again: ${declare}`;
  return bad(nameOf(identity), detail, advice);
}

function wordsTwice(identity: string, offers: readonly Offer[]): readonly Finding[] {
  return offers.flatMap(({ node, word }, index) => {
    const first = offers.find((it) => word !== undefined && it.word === word);
    if (first === undefined || offers.indexOf(first) === index) return [];
    const detail = `${node} has the word "${word}", which executes ${first.node}`;
    return [bad(nameOf(identity), detail, `Put ${node} with another word.`)];
  });
}

interface Answered {
  readonly identity: string;
  readonly domain: string;
  readonly webhooks: readonly Subscription[];
}

/** Somebody may answer by the API as well, which cannot be seen here. */
function unanswered({ identity, domain, webhooks }: Answered): readonly Finding[] {
  const asked = requestEvent({ identity, remote: domain });
  const event = { ...asked, type: 'command.requested' } as const;
  const hears = (webhook: Subscription) => filterOf({ ...webhook, remotes: ['*'] }, domain)(event);
  const hearing = webhooks.filter(hears);
  if (hearing.some(({ state, owner }) => state === 'enabled' && owner.scopes.includes('iq:send'))) {
    return [];
  }
  const [one] = hearing;
  const id = one?.id ?? '';
  if (one === undefined) {
    const detail =
      'no webhook hears of them: each ends with "nobody answered" unless a reader of events answers';
    const advice = `Make one: stanza-bridge webhooks create --url … --events command.requested --identities ${localOf(identity)}`;
    return [warning(nameOf(identity), detail, advice)];
  }
  if (one.state === 'enabled') {
    const detail = `the key of webhook ${id} lacks iq:send, so what it answers is not sent`;
    return [
      bad(nameOf(identity), detail, 'Make the webhook with a key that has the scope iq:send.'),
    ];
  }
  const why = one.disabledReason === undefined ? '' : `: ${one.disabledReason}`;
  const detail = `the webhook that answers them (${id}) is ${one.state}${why}`;
  const advice = `Mend its receiver, then: stanza-bridge webhooks resume ${id}`;
  return [bad(nameOf(identity), detail, advice)];
}

function localOf(identity: string): string {
  const jid = parseJid(identity);
  return jid?.local ?? (jid === undefined ? identity : bareOf(jid));
}
