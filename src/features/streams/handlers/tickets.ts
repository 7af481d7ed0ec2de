import { instant } from '../../../core/instant.ts';
import type { Handler } from '../../../http/operation-types.ts';
import type { Tickets } from '../../../http/ports.ts';

export function createTicket(tickets: Tickets): Handler<'createTicket'> {
  return async ({ caller }) => {
    const { ticket, expiresAt } = await tickets.issue(caller);
    const body = { ticket, expiresAt: instant(expiresAt) };
    return { status: 201, type: 'application/json', body };
  };
}
