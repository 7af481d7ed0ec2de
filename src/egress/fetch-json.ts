import { get, type ExchangeLimits } from './exchange.ts';
import { openOrigin, type Egress } from './origin.ts';
import { reasonOf } from './reason.ts';

/** One GET of a JSON document. Rejects with a sentence that says why it cannot be had. */
export async function fetchJson(
  url: string,
  egress: Egress,
  limits: ExchangeLimits,
): Promise<unknown> {
  const { origin, pathname, search } = new URL(url);
  const dispatcher = openOrigin(origin, egress, 1);
  try {
    const headers = { accept: 'application/json', 'user-agent': 'stanza-bridge' };
    const answer = await get(dispatcher, { path: pathname + search, headers }, limits);
    if (answer.status !== 200) throw new Error(`it answers ${answer.status}`);
    if (answer.cut) throw new Error(`its answer is over ${limits.answerBytes} bytes`);
    return JSON.parse(answer.body) as unknown;
  } catch (error) {
    throw error instanceof SyntaxError
      ? new Error('its answer is not JSON', { cause: error })
      : new Error(reasonOf(error), { cause: error });
  } finally {
    await dispatcher.destroy();
  }
}
