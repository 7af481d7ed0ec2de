import type { XmlElement } from '../../core/element.ts';
import type { Logger } from '../../observe/logger.ts';
import { errorReply } from '../../stanza/stanza-error.ts';
import { LOG_START, type Change, type Space, type Store } from '../../store/store.ts';
import {
  DEADLINES,
  decodeDeadline,
  GRACE_MS,
  type OpenRequest,
  type StoredRequest,
} from './open-request.ts';

export interface RequestEndsDeps {
  readonly store: Store;
  readonly space: Space;
  readonly now: () => number;
  readonly logger: Logger;
  readonly queueReply: QueueReply;
}

/**
 * Sends a reply as soon as a replica has a link, if that is before `keepUntil` (ms since 1970). It is stored by the commit
 * that `commit` makes of the change that it is given. `isOwed`: also where the outbox takes nothing more.
 */
export type QueueReply = <T>(
  reply: { readonly stanza: XmlElement; readonly keepUntil: number; readonly isOwed?: true },
  commit: (change: Change) => Promise<T>,
) => Promise<T>;

/** How requests end that nobody has answered in time. Any replica may end them; the store decides which one does. */
export interface RequestEnds {
  /** Refuses a request unless it has ended, and removes its deadline. */
  end(id: string, position: string): Promise<void>;
  readonly find: (id: string) => Promise<StoredRequest | undefined>;
  close(): void;
}

const SWEEP_EVERY_MS = 1_000;
/** The replica that received a request has so long to end it itself. */
const LEFT_TO_OWNER_MS = 500;
const PAGE = 100;

export function createRequestEnds(deps: RequestEndsDeps): RequestEnds {
  const { store, space, logger } = deps;
  const find = async (id: string) => {
    const stored = await store.get(space, id);
    if (stored === undefined) return undefined;
    return { ...(JSON.parse(stored.value) as OpenRequest), id, version: stored.version };
  };
  const end = async (id: string, position: string) => {
    const request = await find(id);
    const removed = { do: 'remove', log: DEADLINES, position } as const;
    if (request?.version === 1 && (await refuse(deps, request, removed))) return;
    await store.commit([removed]);
  };
  let isSweeping = false;
  const sweep = async () => {
    if (isSweeping) return;
    isSweeping = true;
    await sweepAll(deps, end).catch((error: unknown) => {
      logger.debug({ reason: String(error) }, 'overdue IQs are looked for again');
    });
    isSweeping = false;
  };
  const timer = setInterval(() => void sweep(), SWEEP_EVERY_MS);
  return {
    find,
    end,
    close: () => {
      clearInterval(timer);
    },
  };
}

/** False when it was answered in this very moment. */
async function refuse(
  { store, space, queueReply }: RequestEndsDeps,
  { id, version, iq, deadline, owner, otherwise }: StoredRequest,
  removed: Change,
): Promise<boolean> {
  const stanza = otherwise ?? errorReply(iq, { condition: 'service-unavailable' });
  if (stanza === undefined) return false;
  const value = JSON.stringify({ iq, deadline, owner, otherwise });
  const taken = { do: 'replace', space, id, value, version } as const;
  const reply = { stanza, keepUntil: deadline + GRACE_MS, isOwed: true } as const;
  const ended = await queueReply(reply, (queued) => store.commit([taken, queued, removed]));
  return ended.ok;
}

async function sweepAll(
  { store, now }: RequestEndsDeps,
  end: (id: string, position: string) => Promise<void>,
): Promise<void> {
  for (;;) {
    const { entries } = await store.read(DEADLINES, LOG_START, PAGE);
    const due = entries
      .map(({ position, value }) => ({ position, ...decodeDeadline(value) }))
      .filter(({ deadline }) => deadline + LEFT_TO_OWNER_MS < now());
    await Promise.all(due.map(({ id, position }) => end(id, position)));
    if (due.length < PAGE) return;
  }
}
