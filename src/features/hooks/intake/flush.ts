/** What was held back in a window that is over: one summary, and the last correction of each case. */
import { BridgeError } from '../../../core/errors.ts';
import type { IntakeDeps } from './deps.ts';
import type { Hook } from '../hook.ts';
import { digest } from '../render/render.ts';
import { hasHeld } from './decide.ts';
import { messagesOf, plainMessage, type Speaker } from './messages.ts';
import {
  CASES,
  caseIn,
  windowIn,
  NO_WINDOW,
  WINDOWS,
  writeRecord,
  type Plan,
  type Window,
} from './records.ts';
import { sendAll } from './send.ts';

/** Nothing happens before the window is over. Safe to repeat, and on several replicas at once. */
export async function flush(deps: IntakeDeps, speaker: Speaker): Promise<void> {
  const { store, now } = deps;
  const { hook } = speaker;
  const found = await store.get(WINDOWS, hook.id);
  const window = windowIn(found);
  if (window === undefined || !isDue(hook, window, now())) return;
  if (window.isClosing !== true) {
    // What a replica with a slower clock counted from here on would be in no summary.
    const closing: Window = { ...window, isClosing: true };
    await store.commit([writeRecord(WINDOWS, hook.id, closing, found)]);
    return flush(deps, speaker);
  }
  if (window.held > 0) await summarise(deps, speaker, window);
  const edits = window.edits.slice(0, hook.storm.max);
  for (const id of edits) await correct(deps, speaker, id);
  const next: Window = {
    ...NO_WINDOW,
    since: now(),
    sent: edits.length,
    edits: window.edits.slice(edits.length),
  };
  await store.commit([writeRecord(WINDOWS, hook.id, next, found)]);
}

export function isDue({ storm }: Pick<Hook, 'storm'>, window: Window, now: number): boolean {
  const isOver = now >= window.since + storm.per * 1_000 || now < window.since;
  return hasHeld(window) && (window.isClosing === true || isOver);
}

/** Its id follows from the window: whoever comes second sends nothing. */
async function summarise(deps: IntakeDeps, speaker: Speaker, window: Window): Promise<void> {
  const { hook } = speaker;
  const body = summaryOf(hook, window);
  const messages = hook.to.map((recipient) =>
    plainMessage(
      speaker,
      recipient,
      digest(hook.id, 'window', String(window.since), recipient.jid),
      { body },
    ),
  );
  await unlessRefused(sendAll(deps, speaker, messages));
}

export function summaryOf({ name, storm }: Pick<Hook, 'name' | 'storm'>, window: Window): string {
  const { held, titles } = window;
  const listed = titles.map(([title, count]) =>
    count > 1 ? `• ${title} (${count} times)` : `• ${title}`,
  );
  const others = held - titles.reduce((sum, [, count]) => sum + count, 0);
  return [
    `🟠 ${name}: ${held} more ${held === 1 ? 'message' : 'messages'} within ${storm.per} s`,
    ...listed,
    ...(others > 0 ? [`… and ${others} others`] : []),
  ].join('\n');
}

async function correct(deps: IntakeDeps, speaker: Speaker, caseId: string): Promise<void> {
  const found = await deps.store.get(CASES, caseId);
  const known = caseIn(found);
  if (known?.held === undefined) return;
  const plan: Plan = {
    how: 'edit',
    messages: Object.entries(known.first).map(([to, about]) => ({
      to,
      about,
      id: digest(about, 'held', known.text, String(known.at)),
    })),
    done: true,
  };
  const messages = await messagesOf(deps, speaker, plan, { body: known.held });
  await unlessRefused(sendAll(deps, speaker, messages));
  const { held: _, ...rest } = known;
  await deps.store.commit([writeRecord(CASES, caseId, { ...rest, plan }, found)]);
}

/** What is refused for good cannot be sent later either. */
async function unlessRefused(sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof BridgeError) || error.retryable) throw error;
  }
}
