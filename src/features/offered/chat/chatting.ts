/** Messages by which people execute commands of an identity: a word begins one, and what they write then fills in its forms. */
import type { Arrival, Inbound, InboundHandler } from '../../../core/feature.ts';
import { childElements, type XmlElement } from '../../../core/element.ts';
import { bare, domainOf } from '../../../core/jid/jid.ts';
import { createTurns } from '../../../core/turns.ts';
import { childText } from '../../../stanza/element-helpers.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { receiptOwedFor } from '../../../stanza/receipt.ts';
import { retryUntilAnswered } from '../../../store/retry-while-down.ts';
import type { Change, Space, Store } from '../../../store/store.ts';
import type { Runtime } from '../../runtime.ts';
import { mayExecute } from '../offer.ts';
import type { Offers } from '../offers.ts';
import type { Executing } from '../serving/executing.ts';
import type { OpenSessions } from '../serving/open-sessions.ts';
import { wrongValues } from '../serving/refusal.ts';
import { decodeSession, SESSION_MS, SESSIONS } from '../serving/session.ts';
import type { MayAnswer } from './pace.ts';
import { chatBegins, chatGoesOn, isTalking } from './talk.ts';
import { readWords } from './words.ts';

/** The session that somebody has with an identity, by the bare JIDs of both. */
const CHATS: Space = { name: 'offered-chat', ttl: SESSION_MS };

export interface ChattingDeps extends Pick<Runtime, 'domain' | 'newId' | 'now' | 'sendDirect'> {
  readonly store: Pick<Store, 'get'>;
  readonly offers: Pick<Offers, 'list'>;
  readonly executing: Pick<Executing, 'begin' | 'take'>;
  readonly open: Pick<OpenSessions, 'free'>;
  /** As far as this replica knows; asks nobody. */
  readonly offersSome: (address: string) => boolean;
  readonly isContact: (identity: string, remote: string) => Promise<boolean>;
  readonly mayAnswer: MayAnswer;
}

interface Heard {
  readonly stanza: XmlElement;
  readonly arrival: Arrival;
  readonly text: string;
  readonly identity: string;
  /** Bare JID: people change their devices in the middle of a talk. */
  readonly remote: string;
  readonly key: string;
}

/** Who writes quickly is answered in order. */
export function chatWords(deps: ChattingDeps): InboundHandler {
  const inTurn = createTurns();
  return {
    stage: 'claim',
    handle(stanza, arrival) {
      const { to = '', from = '' } = stanza.attributes;
      const text = writtenIn(stanza, deps.domain);
      if (text === undefined || !deps.offersSome(to)) return 'passed';
      const [identity, remote] = [bare(to), bare(from)];
      const key = `${identity} ${remote}`;
      return inTurn(key, () => hear(deps, { stanza, arrival, text, identity, remote, key }));
    },
  };
}

/**
 * What is not said by a person to this identity now: what was delayed, said in a room or to an occupant, hidden from us, or
 * said once more.
 */
const OTHERWISE: ReadonlySet<string> = new Set([
  'urn:xmpp:delay',
  'jabber:x:delay',
  'http://jabber.org/protocol/muc#user',
  'eu.siacs.conversations.axolotl',
  'urn:xmpp:omemo:2',
  'urn:xmpp:eme:0',
  'urn:xmpp:message-correct:0',
]);

/** Undefined for what is never answered; the bridge does not talk to itself. */
function writtenIn(stanza: XmlElement, domain: string): string | undefined {
  const { from, type = 'normal' } = stanza.attributes;
  if (stanza.name !== 'message' || from === undefined) return undefined;
  if ((type !== 'chat' && type !== 'normal') || domainOf(from) === domain) return undefined;
  if (childElements(stanza).some(({ namespace }) => OTHERWISE.has(namespace))) return undefined;
  const text = childText(stanza, 'body', NS_CLIENT);
  return text === undefined || text.trim() === '' ? undefined : text;
}

async function hear(deps: ChattingDeps, heard: Heard): Promise<Inbound> {
  // An ordinary message waits for the store too: it must not be refused because it might have been a command.
  const pointer = await retryUntilAnswered(() => deps.store.get(CHATS, heard.key));
  const session = pointer && (await retryUntilAnswered(() => sessionOf(deps, pointer.value)));
  const isOpen = session !== undefined && isTalking(session, deps.now());
  const outcome = isOpen
    ? await goOn(deps, heard, session)
    : await begin(deps, heard, { version: pointer?.version ?? 0, before: session?.id });
  if (outcome === 'claimed' && heard.arrival.late !== true) {
    const receipt = receiptOwedFor(heard.stanza, deps.newId);
    if (receipt !== undefined) await deps.sendDirect(receipt);
  }
  return outcome;
}

async function sessionOf({ store }: ChattingDeps, id: string) {
  const stored = await store.get(SESSIONS, id);
  return stored && { ...decodeSession(stored.value), version: stored.version };
}

type Talking = NonNullable<Awaited<ReturnType<typeof sessionOf>>>;

async function goOn(deps: ChattingDeps, heard: Heard, talking: Talking): Promise<Inbound> {
  const { version, ...session } = talking;
  const offer = await offerFor(deps, heard, ({ node }) => node === session.node);
  if (offer === undefined || !deps.mayAnswer(heard.key)) return 'passed';
  const turn = chatGoesOn(session, heard.text, deps.now());
  const also: Change[] = [{ do: 'put', space: CHATS, id: heard.key, value: session.id }];
  await deps.executing.take({ ...heard, offer, version, also }, turn);
  return 'claimed';
}

interface Before {
  /** Of what says which session there is. */
  readonly version: number;
  readonly before: string | undefined;
}

async function begin(
  deps: ChattingDeps,
  heard: Heard,
  { version, before }: Before,
): Promise<Inbound> {
  const written = readWords(heard.text);
  if (written === undefined) return 'passed';
  const offer = await offerFor(deps, heard, ({ word }) => word === written.word);
  if (offer === undefined || !deps.mayAnswer(heard.key)) return 'passed';
  const { identity, remote, key } = heard;
  const { values, isWrong } = written;
  const id = deps.newId();
  const fresh = { id, identity, remote, node: offer.node };
  const turn =
    isWrong === true
      ? ({ do: 'refuse', error: wrongValues([usageOf(written.word)]) } as const)
      : chatBegins(fresh, { offer, values, now: deps.now() });
  if (before !== undefined) deps.open.free(before);
  const also: Change[] = [{ do: 'replace', space: CHATS, id: key, value: id, version }];
  await deps.executing.begin({ ...heard, offer, version: 0, also }, id, turn);
  return 'claimed';
}

function usageOf(word: string) {
  const detail = `Write "${word}" alone, or with values: ${word} key=value key="two words".`;
  return { pointer: `/${word}`, detail };
}

/** Strangers are not told that there is a command. */
async function offerFor(
  { offers, isContact }: ChattingDeps,
  { identity, remote }: Heard,
  isMeant: (offer: Awaited<ReturnType<Offers['list']>>[number]) => boolean,
) {
  const offer = (await retryUntilAnswered(() => offers.list(identity))).find(isMeant);
  if (offer === undefined) return undefined;
  const may = await mayExecute(offer, remote, (jid) =>
    retryUntilAnswered(() => isContact(identity, jid)),
  );
  return may ? offer : undefined;
}
