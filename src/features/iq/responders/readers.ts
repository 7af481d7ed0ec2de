import type { Caller } from '../../../core/caller.ts';
import type { EventType } from '../../events/event.ts';
import { eventFilter, type EventWishes } from '../../events/filter.ts';
import type { Runtime } from '../../runtime.ts';
import { interestOf, type Interest } from './interest.ts';
import type { AskedOf, Wants } from './live-readers.ts';
import { createIqResponders, type IqResponders } from './responders.ts';

/** A poller counts for so long between two polls. */
const POLL_LINGER_MS = 6_000;

/** Where the readers of events tell that they are there. */
export interface IqReaders {
  /** A stream, until it has ended. */
  readonly connected: (caller: Caller, wishes: EventWishes, ended: AbortSignal) => void;
  /** A poll; what it returns is called when the poll is over. */
  readonly reading: (caller: Caller, wishes: EventWishes) => () => void;
}

export function openIqResponders(runtime: Runtime, webhookWants: Wants): IqResponders {
  const domain = runtime.domain;
  const compile = ({ key, identities, remotes }: Interest): Wants => {
    const caller = { keyId: '', identities: key };
    const filter = eventFilter({ caller, domain }, { identities, remotes });
    return (asked) => filter(requestEvent(asked));
  };
  return createIqResponders({ ...runtime, instance: runtime.newId(), compile, webhookWants });
}

export function iqReaders({ add }: IqResponders): IqReaders {
  return {
    connected(caller, wishes, ended) {
      if (!mayAnswer(caller) || !includesIqs(wishes.types)) return;
      const gone = add(interestOf(caller.identities, wishes), 0);
      ended.addEventListener('abort', gone, { once: true });
    },
    reading(caller, wishes) {
      if (!mayAnswer(caller) || !includesIqs(wishes.types)) return () => undefined;
      return add(interestOf(caller.identities, wishes), POLL_LINGER_MS);
    },
  };
}

/** The event that a request would make, as far as filters look at it. */
export function requestEvent({ identity, remote }: AskedOf) {
  const conversation = `${identity} ${remote}`;
  return { id: '', type: 'iq.received', at: '', identity, conversation, data: {} } as const;
}

function includesIqs(types: readonly EventType[] = []): boolean {
  return types.length === 0 || types.includes('iq.received');
}

/** Who is shown a request and may not send an answer is nobody to wait for. */
function mayAnswer({ scopes }: Caller): boolean {
  return scopes.has('iq:send');
}
