import { BridgeError } from '../../../core/errors.ts';
import type { Handler } from '../../../http/operation-types.ts';
import type { Outgoing } from '../outgoing.ts';
import { toSendRecord } from '../ledger.ts';
import { messagePath } from '../../../http/representations.ts';

export function sendMessage(outgoing: Outgoing): Handler<'sendMessage'> {
  return async ({ caller, body, options }) => {
    const record = await outgoing.message(caller, body, options);
    return {
      status: 202,
      type: 'application/json',
      body: toSendRecord(record),
      headers: { location: messagePath(record.id) },
    };
  };
}

export function getMessage(outgoing: Outgoing): Handler<'getMessage'> {
  return async ({ caller, path }) => {
    const record = await outgoing.find(caller, path.id);
    if (record === undefined)
      throw new BridgeError('not-found', 'No message of yours has this id.');
    return { status: 200, type: 'application/json', body: toSendRecord(record) };
  };
}
