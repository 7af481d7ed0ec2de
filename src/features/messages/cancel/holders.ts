import type { LedgerRecord } from '../ledger/record.ts';
import type { Verdict } from '../outbox/cancelling.ts';
import type { Wanted } from '../outbox/find-entry.ts';
import type { Runtime } from '../../runtime.ts';

export interface HoldersDeps extends Pick<Runtime, 'store' | 'replica' | 'logger'> {
  /** The logs in which something for a recipient may stand. */
  readonly logsFor: (to: string) => readonly string[];
  /** Undefined where this replica does not drain the log, or cannot say. */
  readonly cancel: (log: string, wanted: Wanted) => Promise<Verdict | undefined>;
}

/** Asks whichever replica drains the log, again and again; undefined when none has answered within so many ms. */
export type AskHolder = (
  record: Pick<LedgerRecord, 'id' | 'to' | 'createdAt'>,
  withinMs: number,
) => Promise<Verdict | undefined>;

interface Question extends Wanted {
  readonly logs: readonly string[];
  /** The replica that asks. */
  readonly by: string;
}

interface Reply {
  readonly id: string;
  readonly verdict: Verdict;
}

const QUESTIONS = 'cancel';
const repliesTo = (replica: string) => `cancel:${replica}`;

/** A question may meet nobody while the lease goes from one to another. */
const AGAIN_MS = 250;

/** Only who holds the lease of a log knows what was written of it. It is asked, and replies, by signals of the store. */
export function openHolders(deps: HoldersDeps): { readonly ask: AskHolder; close(): void } {
  const { store, replica, logger, logsFor } = deps;
  const waiting: Waiting = new Map();
  const questions = store.subscribe(QUESTIONS, (text) => {
    answer(deps, JSON.parse(text) as Question).catch((error: unknown) => {
      logger.debug({ reason: String(error) }, 'a cancellation was not answered');
    });
  });
  const replies = store.subscribe(repliesTo(replica), (text) => {
    const { id, verdict } = JSON.parse(text) as Reply;
    for (const resolve of waiting.get(id) ?? []) resolve(verdict);
  });
  return {
    async ask({ id, to, createdAt }, withinMs) {
      const publish = () =>
        store.publish(
          QUESTIONS,
          JSON.stringify({ id, createdAt, logs: logsFor(to), by: replica } satisfies Question),
        );
      const reply = expectReply(waiting, id, withinMs);
      const again = setInterval(() => void publish().catch(() => undefined), AGAIN_MS);
      try {
        await publish();
        return await reply.verdict;
      } finally {
        clearInterval(again);
        reply.forget();
      }
    },
    close() {
      questions.end();
      replies.end();
    },
  };
}

type Waiting = Map<string, Set<(verdict: Verdict | undefined) => void>>;

/** The same may be asked by several at once. */
function expectReply(waiting: Waiting, id: string, withinMs: number) {
  let hear: (verdict: Verdict | undefined) => void = () => undefined;
  const verdict = new Promise<Verdict | undefined>((resolve) => (hear = resolve));
  const waiters = waiting.get(id) ?? new Set();
  waiting.set(id, waiters.add(hear));
  const end = setTimeout(() => {
    hear(undefined);
  }, withinMs);
  return {
    verdict,
    forget() {
      clearTimeout(end);
      waiters.delete(hear);
      if (waiters.size === 0) waiting.delete(id);
    },
  };
}

async function answer({ store, cancel }: HoldersDeps, question: Question): Promise<void> {
  const { logs, by, ...wanted } = question;
  await Promise.all(
    logs.map(async (log) => {
      const verdict = await cancel(log, wanted);
      if (verdict === undefined) return;
      await store.publish(
        repliesTo(by),
        JSON.stringify({ id: wanted.id, verdict } satisfies Reply),
      );
    }),
  );
}
