/** Planned messages as they are sent, and as preview shows them. */
import type { MessageToSend } from '../../../contract/schemas.ts';
import type { Caller } from '../../../core/caller.ts';
import type { Outgoing } from '../../messages/outgoing.ts';
import type { Hook, Recipient } from '../hook.ts';
import type { Rendered } from '../render/render.ts';
import type { Plan, PlannedMessage } from './records.ts';

export interface MessagesDeps {
  readonly find: Outgoing['find'];
}

/** A hook, and the caller whose rights it has now. */
export interface Speaker {
  readonly hook: Hook;
  readonly caller: Caller;
}

/** What is said, without to whom. */
export type Content = Pick<MessageToSend, 'body' | 'oob'>;

export function contentOf({ body, image }: Pick<Rendered, 'body' | 'image'>): Content {
  return { body, ...(image !== undefined && { oob: { url: image } }) };
}

/** In the order of the plan; recipients that the hook has no more get nothing. */
export async function messagesOf(
  deps: MessagesDeps,
  { hook, caller }: Speaker,
  plan: Plan,
  content: Content,
): Promise<readonly MessageToSend[]> {
  const made = plan.messages.map(async (planned) => {
    const recipient = hook.to.find(({ jid }) => jid === planned.to);
    if (recipient === undefined) return [];
    const message = plainMessage({ hook, caller }, recipient, planned.id, content);
    return [{ ...message, ...(await referenceOf(deps, { hook, caller }, plan.how, planned)) }];
  });
  return (await Promise.all(made)).flat();
}

export function plainMessage(
  { hook: { from }, caller }: Speaker,
  { jid, type }: Recipient,
  id: string,
  content: Content,
): MessageToSend {
  const message = { id, ...(from !== undefined && { from }), to: jid, type, ...content };
  return type === 'groupchat' && mayJoin(caller, from) ? { ...message, ...JOIN } : message;
}

const JOIN = { join: true };

/**
 * A key that may not declare rooms can only tell those that its identity is in. An identity with a resource of its own joins
 * by itself.
 */
function mayJoin({ scopes }: Caller, from = ''): boolean {
  return (scopes as ReadonlySet<string>).has('rooms:manage') && !from.includes('/');
}

async function referenceOf(
  deps: MessagesDeps,
  { caller }: Speaker,
  how: Plan['how'],
  { about }: PlannedMessage,
): Promise<Pick<MessageToSend, 'replace' | 'reply'>> {
  if (about === undefined || how === 'new') return {};
  if (how === 'edit') return { replace: { id: about } };
  const record = await deps.find(caller, about);
  if (record === undefined) return {};
  if (record.room !== true) return { reply: { id: about, to: record.from } };
  // XEP-0461 §3.1: in a room, the id is the one that the room gave.
  const { roomStanzaId: id, occupant: to } = record;
  return id === undefined ? {} : { reply: { id, ...(to !== undefined && { to }) } };
}
