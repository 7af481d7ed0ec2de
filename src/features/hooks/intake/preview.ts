import type { HookPreviewBody } from '../../../contract/schemas.ts';
import type { Payload } from '../render/delivery.ts';
import type { IntakeDeps } from './deps.ts';
import { arrival, decideFor, look, OUTCOMES } from './intake.ts';
import { contentOf, messagesOf, type Speaker } from './messages.ts';

/** What a delivery would do now, made by what would do it. */
export async function preview(
  deps: IntakeDeps,
  speaker: Speaker,
  payload: Payload,
): Promise<HookPreviewBody> {
  const { hook } = speaker;
  const arrived = arrival(hook, payload);
  if (arrived === undefined) return { outcome: 'filtered', messages: [] };
  const { problem } = arrived.rendered;
  const noted = problem === undefined ? {} : { problem };
  const found = await look(deps.store, hook, arrived);
  // What was held back in a window that is over goes first, and is none of this.
  const isOver = decideFor(deps, hook, arrived, found).do === 'flush';
  const decision = decideFor(deps, hook, arrived, isOver ? { ...found, window: undefined } : found);
  if (decision.do === 'hold') return { outcome: 'held', messages: [], ...noted };
  if (decision.do !== 'send') return { outcome: 'repeated', messages: [], ...noted };
  const made = await messagesOf(deps, speaker, decision.plan, contentOf(arrived.rendered));
  const messages = made.map(({ id: _, ...message }) => message);
  return { outcome: OUTCOMES[decision.plan.how], messages, ...noted };
}
