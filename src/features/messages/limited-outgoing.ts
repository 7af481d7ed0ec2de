import { afterTaking, type Limits } from '../access/limits/limits.ts';
import type { Outgoing } from './outgoing.ts';

/** What a key sends counts against its quota, whichever way it came: a batch, a raw stanza, the answer of a webhook. */
export function limitedOutgoing(outgoing: Outgoing, { requests, stanzas }: Limits): Outgoing {
  return {
    ...outgoing,
    message: (caller, ...rest) =>
      afterTaking(stanzas, caller, () => outgoing.message(caller, ...rest)),
    presence: (caller, ...rest) =>
      afterTaking(stanzas, caller, () => outgoing.presence(caller, ...rest)),
    stanza: (caller, ...rest) =>
      afterTaking(stanzas, caller, () => outgoing.stanza(caller, ...rest)),
    async messages(caller, entries) {
      // As a request it was counted once already.
      await requests(caller, Math.max(0, entries.length - 1));
      await stanzas(caller, entries.length);
      return outgoing.messages(caller, entries);
    },
  };
}
