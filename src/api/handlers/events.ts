import type { Handler } from '../operation-types.ts';
import type { Events } from '../ports.ts';

const DEFAULT_LIMIT = 100;

export function listEvents(events: Events): Handler<'listEvents'> {
  return async ({ caller, query, signal }) => {
    const { after, limit = DEFAULT_LIMIT, wait = 0, xml = false } = query;
    const page = await events.list(caller, {
      limit,
      xml,
      waitMs: wait * 1000,
      signal: signal(),
      ...(after !== undefined && { after }),
    });
    return { status: 200, type: 'application/json', body: page };
  };
}
