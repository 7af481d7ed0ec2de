/**
 * From a payload to messages in the outbox. What is sent is decided in one commit that two replicas cannot both make, with
 * the ids of its messages; then they go to the outbox, each once by its id. A replica that dies between the two answered
 * nothing: the sender tries again, and whoever takes that finds the plan and goes on.
 */
import { BridgeError } from '../../../core/errors.ts';
import type { Change, CommitResult, Space, Store, StoredRecord } from '../../../store/store.ts';
import { dialectOf, type Hook } from '../hook.ts';
import type { Payload } from '../render/delivery.ts';
import { oneLine } from '../render/clean.ts';
import { deliveryIdOf, digest, render, type Rendered } from '../render/render.ts';
import { decide, type Decision, type Said } from './decide.ts';
import { flush } from './flush.ts';
import type { IntakeDeps } from './deps.ts';
import { contentOf, messagesOf, type Speaker } from './messages.ts';
import {
  CASES,
  planIn,
  caseIn,
  windowIn,
  DELIVERIES,
  UNTOLD_CASES,
  WINDOWS,
  writeRecord,
  type Plan,
} from './records.ts';
import { sendAll } from './send.ts';

export type Outcome = 'sent' | 'edited' | 'replied' | 'repeated' | 'filtered' | 'held';

export interface Taken {
  readonly outcome: Outcome;
  /** Ids of the messages. */
  readonly messages: readonly string[];
  /** Why the messages are not what the hook wanted. */
  readonly problem?: string;
}

/** What is stored about a delivery. */
export interface Found {
  readonly delivery: Plan | undefined;
  readonly case: StoredRecord | undefined;
  readonly window: StoredRecord | undefined;
}

/** What came, as it is recognised. */
export interface Arrived {
  readonly rendered: Rendered;
  readonly said: Said;
  /** The id of its record; undefined where the sender gives its deliveries no ids. */
  readonly deliveryId: string | undefined;
}

/** As often as others may be first. */
const MAX_ROUNDS = 50;

/** `apart`: as something new under this name, whatever was told before; once for each name. */
export async function take(
  deps: IntakeDeps,
  speaker: Speaker,
  payload: Payload,
  apart?: string,
): Promise<Taken> {
  const found = arrival(speaker.hook, payload);
  if (found === undefined) return { outcome: 'filtered', messages: [] };
  const arrived = apart === undefined ? found : setApart(speaker.hook, found, apart);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const taken = await takeOnce(deps, speaker, arrived);
    if (taken !== undefined) return withProblem(taken, arrived.rendered);
  }
  throw new BridgeError('overloaded', 'Too many deliveries at once; try again.', { retryAfter: 1 });
}

function withProblem(taken: Omit<Taken, 'problem'>, { problem }: Rendered): Taken {
  return problem === undefined ? taken : { ...taken, problem };
}

function setApart({ id }: Hook, { said, ...rest }: Arrived, name: string): Arrived {
  const caseId = said.caseId === undefined ? undefined : digest(said.caseId, name);
  return { ...rest, deliveryId: digest(id, 'apart', name), said: { ...said, caseId } };
}

/** Undefined for what the filter leaves out. */
export function arrival(hook: Hook, payload: Payload): Arrived | undefined {
  const rendered = render(hook, dialectOf(hook), payload);
  if (rendered === undefined) return undefined;
  const { notice, body } = rendered;
  const { key, title, text = body } = notice;
  const id = deliveryIdOf(payload, notice);
  const looks = digest(body);
  return {
    rendered,
    deliveryId: id === undefined ? undefined : digest(hook.id, id),
    said: {
      caseId: key === undefined ? undefined : digest(hook.id, key),
      title: oneLine(title ?? text, 100),
      same: sameOf(notice.same ?? looks, payload),
      text: looks,
      body,
      ends: notice.ends === true,
    },
  };
}

/** What was cut away makes a difference too. */
function sameOf(same: string, { isCut, text }: Payload): string {
  return isCut ? digest(same, text) : same;
}

/** Undefined when something else came first, and it is to be looked at again. */
async function takeOnce(
  deps: IntakeDeps,
  speaker: Speaker,
  arrived: Arrived,
): Promise<Omit<Taken, 'problem'> | undefined> {
  const { hook } = speaker;
  const found = await look(deps.store, hook, arrived);
  const decision = decideFor(deps, hook, arrived, found);
  switch (decision.do) {
    case 'nothing':
      return { outcome: 'repeated', messages: [] };
    case 'flush':
      await flush(deps, speaker);
      return undefined;
    case 'resume':
      await carryOut(deps, speaker, arrived, decision.plan);
      return { outcome: 'repeated', messages: decision.plan.messages.map(({ id }) => id) };
    default:
      return settle(deps, speaker, { arrived, found, decision });
  }
}

export async function look(
  store: Store,
  hook: Hook,
  { said, deliveryId }: Arrived,
): Promise<Found> {
  const read = (space: Space, id: string | undefined) =>
    id === undefined ? undefined : store.get(space, id);
  const [delivery, known, window] = await Promise.all([
    read(DELIVERIES, deliveryId),
    read(CASES, said.caseId),
    read(WINDOWS, hook.id),
  ]);
  return { delivery: planIn(delivery), case: known, window };
}

export function decideFor(
  deps: Pick<IntakeDeps, 'now' | 'newId'>,
  hook: Hook,
  { said }: Pick<Arrived, 'said'>,
  { delivery, case: known, window }: Found,
): Decision {
  if (delivery !== undefined) {
    return delivery.done ? { do: 'nothing' } : { do: 'resume', plan: delivery };
  }
  return decide({
    ...hook,
    said,
    recipients: hook.to.map(({ jid }) => jid),
    known: caseIn(known),
    window: windowIn(window),
    now: deps.now(),
    newId: deps.newId,
  });
}

interface Settling {
  readonly arrived: Arrived;
  readonly found: Found;
  readonly decision: Decision & { readonly do: 'send' | 'hold' };
}

const HELD: Plan = { how: 'new', messages: [], done: true };

async function settle(
  deps: IntakeDeps,
  speaker: Speaker,
  { arrived, found, decision }: Settling,
): Promise<Omit<Taken, 'problem'> | undefined> {
  const plan = decision.do === 'send' ? decision.plan : HELD;
  const result = await claim(deps.store, speaker.hook, { arrived, found, decision });
  if (!result.ok) return undefined;
  if (decision.do === 'hold') return { outcome: 'held', messages: [] };
  const messages = await carryOut(deps, speaker, arrived, plan);
  return { outcome: OUTCOMES[plan.how], messages };
}

export const OUTCOMES = { new: 'sent', edit: 'edited', reply: 'replied' } as const;

function claim(
  store: Store,
  hook: Hook,
  { arrived, found, decision }: Settling,
): Promise<CommitResult> {
  const { said, deliveryId } = arrived;
  const plan = decision.do === 'send' ? decision.plan : HELD;
  const changes: Change[] = [writeRecord(WINDOWS, hook.id, decision.window, found.window)];
  if (deliveryId !== undefined) {
    changes.push({ do: 'create', space: DELIVERIES, id: deliveryId, value: JSON.stringify(plan) });
  }
  if (decision.case !== undefined && said.caseId !== undefined) {
    const isTold = Object.keys(decision.case.first).length > 0;
    const space = isTold ? CASES : UNTOLD_CASES;
    changes.push(writeRecord(space, said.caseId, decision.case, found.case));
  }
  return store.commit(changes, { takesIn: true });
}

async function carryOut(
  deps: IntakeDeps,
  speaker: Speaker,
  arrived: Arrived,
  plan: Plan,
): Promise<readonly string[]> {
  const messages = await messagesOf(deps, speaker, plan, contentOf(arrived.rendered));
  const sent = await sendAll(deps, speaker, messages);
  // What is not marked is sent again by its ids, which changes nothing: nobody has to wait for the mark.
  markDone(deps.store, arrived, plan).catch(() => undefined);
  return sent;
}

async function markDone(store: Store, { said, deliveryId }: Arrived, plan: Plan): Promise<void> {
  const done: Plan = { ...plan, done: true };
  if (deliveryId !== undefined) {
    await store.commit([
      { do: 'put', space: DELIVERIES, id: deliveryId, value: JSON.stringify(done) },
    ]);
  }
  if (said.caseId === undefined) return;
  const found = await store.get(CASES, said.caseId);
  const known = caseIn(found);
  if (known?.plan?.messages[0]?.id !== plan.messages[0]?.id) return;
  await store.commit([writeRecord(CASES, said.caseId, { ...known, plan: done }, found)]);
}
