import type { Caller } from '../../core/caller.ts';
import type { MessageToSend } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import type { BatchEntry, Outgoing } from './outgoing.ts';

/**
 * The message as it is to be sent to the occupant that is expected. Throws where a nickname belongs to somebody else by
 * now, or where that cannot be told.
 */
export type ExpectOccupant = (caller: Caller, message: MessageToSend) => Promise<MessageToSend>;

/** Looks whom a private message in a room would reach, where the caller says whom it is for. */
export function expecting(outgoing: Outgoing, expect: ExpectOccupant): Outgoing {
  return {
    ...outgoing,
    async message(caller, message, options) {
      if (message.expectOccupantId === undefined) return outgoing.message(caller, message, options);
      return outgoing.message(caller, await expect(caller, message), options);
    },
    async messages(caller, entries) {
      if (entries.every(({ message }) => message.expectOccupantId === undefined)) {
        return outgoing.messages(caller, entries);
      }
      const checked = await Promise.all(entries.map((entry) => check(caller, entry, expect)));
      const good = checked.flatMap((it) => (it instanceof BridgeError ? [] : [it]));
      const sent = (await outgoing.messages(caller, good)).values();
      return checked.flatMap((it) => (it instanceof BridgeError ? it : (sent.next().value ?? [])));
    },
  };
}

async function check(
  caller: Caller,
  entry: BatchEntry,
  expect: ExpectOccupant,
): Promise<BatchEntry | BridgeError> {
  if (entry.message.expectOccupantId === undefined) return entry;
  try {
    return { ...entry, message: await expect(caller, entry.message) };
  } catch (error) {
    if (error instanceof BridgeError) return error;
    throw error;
  }
}
