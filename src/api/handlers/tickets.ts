import type { Handler } from '../operation-types.ts';
import type { Tickets } from '../ports.ts';

export function createTicket(tickets: Tickets): Handler<'createTicket'> {
  return async ({ caller }) => {
    const { ticket, expiresAt } = await tickets.issue(caller);
    const body = { ticket, expiresAt: new Date(expiresAt).toISOString() };
    return { status: 201, type: 'application/json', body };
  };
}
