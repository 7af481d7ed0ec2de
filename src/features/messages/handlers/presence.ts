import type { Handler } from '../../../http/operation-types.ts';
import type { Outgoing } from '../outgoing.ts';
import { toSendRecord } from '../ledger.ts';
import { messagePath } from '../../../http/representations.ts';

export function sendPresence(outgoing: Outgoing): Handler<'sendPresence'> {
  return async ({ caller, body, options }) => {
    const record = await outgoing.presence(caller, body, options);
    return {
      status: 202,
      type: 'application/json',
      body: toSendRecord(record),
      headers: { location: messagePath(record.id) },
    };
  };
}
