/** A command that a caller executes at another address, as it is kept. Pure. */
import type { CommandSessionBody } from '../../../contract/schemas.ts';
import type { KeyedRequest } from '../../../core/idempotency.ts';
import { instant } from '../../../core/instant.ts';
import { present } from '../../../core/present.ts';
import type { CommandReply } from '../../../extensions/queries/command.ts';
import { shownValues } from '../../../extensions/queries/form-fill.ts';
import type { Space } from '../../../store/store.ts';

const LIFE_MS = 60 * 60_000;

/** For an hour after the last step, so that any replica goes on. */
export const SESSIONS: Space = { name: 'command-session', ttl: LIFE_MS };

export interface Session {
  readonly id: string;
  /** Full JID of the identity: the other side tells sessions apart by it (XEP-0050 §3.2). */
  readonly from: string;
  readonly to: string;
  readonly node: string;
  /** How many answers there were; 0 while the first one is awaited. */
  readonly sequence: number;
  /** The last answer; its own `sessionid` is the one of the session. */
  readonly reply: CommandReply;
  readonly stepsLeft?: number;
  /** Of the last call that went through. */
  readonly last?: KeyedRequest;
  /** Until when a call goes on with it, ms since 1970: the one that has claimed it, unless its replica died. */
  readonly busyUntil?: number;
  /** Ms since 1970. */
  readonly updatedAt: number;
}

/** A session whose first answer is still to come. */
export function begun(
  { id, from, to, node }: Pick<Session, 'id' | 'from' | 'to' | 'node'>,
  { last, busyUntil, at }: { last: KeyedRequest | undefined; busyUntil: number; at: number },
): Session {
  const reply: CommandReply = { node, status: 'executing' };
  const keyed = last === undefined ? {} : { last };
  return { ...{ id, from, to, node, sequence: 0, reply, busyUntil, updatedAt: at }, ...keyed };
}

/** After an answer of the other side, still claimed. The session id stays where an answer leaves it out. */
export function answered(session: Session, reply: CommandReply, at: number): Session {
  const sessionid = reply.sessionid ?? session.reply.sessionid;
  return {
    ...session,
    sequence: session.sequence + 1,
    reply: sessionid === undefined ? reply : { ...reply, sessionid },
    updatedAt: at,
  };
}

export function claimed(session: Session, busyUntil: number): Session {
  return { ...session, busyUntil };
}

export function released(session: Session, last?: KeyedRequest): Session {
  const { busyUntil: _, ...rest } = session;
  return last === undefined ? rest : { ...rest, last };
}

export function isBusy({ busyUntil = 0 }: Session, now: number): boolean {
  return busyUntil > now;
}

export function decodeSession(value: string): Session {
  return JSON.parse(value) as Session;
}

export function sessionBody(session: Session): CommandSessionBody {
  const { id, from, to, node, sequence, reply, stepsLeft, updatedAt } = session;
  const { status, form, notes, actions, suggested } = reply;
  return present<CommandSessionBody>({
    ...{ id, status, from, to, node, sequence, form, notes, actions, suggested, stepsLeft },
    fields: form && shownValues(form),
    expiresAt: instant(updatedAt + LIFE_MS),
  });
}
