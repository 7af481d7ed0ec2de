import type { Limits, Take } from '../features/access/limits/limits.ts';
import type { Caller } from '../core/caller.ts';
import type { Asking } from '../features/iq/asking.ts';
import type { Outgoing } from '../features/messages/outgoing.ts';

/** What a key sends counts against its quota, whichever way it came: a batch, a raw stanza, the answer of a webhook. */
export function limitedOutgoing(outgoing: Outgoing, { requests, stanzas }: Limits): Outgoing {
  return {
    ...outgoing,
    message: (caller, ...rest) => after(stanzas, caller, () => outgoing.message(caller, ...rest)),
    presence: (caller, ...rest) => after(stanzas, caller, () => outgoing.presence(caller, ...rest)),
    stanza: (caller, ...rest) => after(stanzas, caller, () => outgoing.stanza(caller, ...rest)),
    async messages(caller, entries) {
      // As a request it was counted once already.
      await requests(caller, Math.max(0, entries.length - 1));
      await stanzas(caller, entries.length);
      return outgoing.messages(caller, entries);
    },
  };
}

export function limitedAsking(asking: Asking, { stanzas }: Limits): Asking {
  return {
    ...asking,
    ask: (caller, ...rest) => after(stanzas, caller, () => asking.ask(caller, ...rest)),
    askAsync: (caller, ...rest) => after(stanzas, caller, () => asking.askAsync(caller, ...rest)),
  };
}

/** Without a turn of the event loop in between where there is nothing to wait for. */
async function after<T>(take: Take, caller: Caller, work: () => Promise<T>): Promise<T> {
  const counted = take(caller, 1);
  if (counted !== undefined) await counted;
  return work();
}
