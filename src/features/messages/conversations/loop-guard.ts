import { BridgeError } from '../../../core/errors.ts';
import type { XmlElement } from '../../../core/element.ts';
import { bare, domainOf } from '../../../core/jid/jid.ts';
import { isTalk } from '../../../stanza/talk.ts';
import type { Change, Space } from '../../../store/store.ts';
import { pair, withHeard, type Heard } from './pairing.ts';
import type { Runtime } from '../../runtime.ts';

export interface LoopGuardDeps extends Pick<Runtime, 'store' | 'domain' | 'now'> {
  /** Milliseconds in which a message counts as an answer to what was heard; 0 switches the guard off. */
  readonly windowMs: number;
}

/** Whether a message that is about to be kept is an answer, and what is written along with it. */
export interface Verdict {
  readonly isAnswer: boolean;
  readonly changes: readonly Change[];
}

interface Outgoing {
  readonly from: string;
  readonly to: string;
  /** A webhook answers a message of this conversation: an answer whenever it comes, never refused. */
  readonly isReply?: boolean;
}

/** What was heard in a conversation, as it stands in the store. */
export interface HeardRecord {
  readonly heard: readonly Heard[];
  /** For the `replace` that changes it. */
  readonly version: number;
}

export interface LoopGuard {
  /** Only rooms and identities of the bridge can reflect what we say; nobody else pays anything. */
  readonly concerns: (to: string, message: XmlElement) => boolean;
  /** Throws `loop-detected`. Its changes fail as `changed` when something was heard or sent in between. */
  readonly judge: (message: Outgoing) => Promise<Verdict>;
  readonly read: (identity: string, remote: string) => Promise<HeardRecord>;
  /** The change that adds what was heard; undefined where the guard is off. */
  readonly note: (
    conversation: { readonly identity: string; readonly remote: string },
    record: HeardRecord,
    news: readonly Omit<Heard, 'at'>[],
  ) => Change | undefined;
}

/** Clocks of replicas differ a little, and a record that expired early would let a loop go on. */
const MARGIN_MS = 5_000;

export function createLoopGuard(deps: LoopGuardDeps): LoopGuard {
  const { store, domain, windowMs, now } = deps;
  const space: Space = { name: 'heard', ttl: windowMs + MARGIN_MS };
  const keyOf = (identity: string, remote: string) => `${bare(identity)} ${bare(remote)}`;
  const isOn = windowMs > 0;

  const read = async (identity: string, remote: string): Promise<HeardRecord> => {
    const stored = isOn ? await store.get(space, keyOf(identity, remote)) : undefined;
    if (stored === undefined) return { heard: [], version: 0 };
    return { heard: JSON.parse(stored.value) as Heard[], version: stored.version };
  };
  const write = (id: string, heard: readonly Heard[], version: number): Change => {
    return { do: 'replace', space, id, value: JSON.stringify(heard), version };
  };

  return {
    concerns: (to, message) =>
      isOn &&
      (message.attributes['type'] === 'groupchat' || domainOf(to) === domain) &&
      isTalk(message),
    async judge({ from, to, isReply = false }) {
      const { heard, version } = await read(from, to);
      const pairing = pair(heard, now() - windowMs);
      if (pairing.kind === 'original') return { isAnswer: isReply, changes: [] };
      if (pairing.kind === 'loop') {
        if (isReply) return { isAnswer: true, changes: [] };
        throw loopDetected(bare(from), bare(to), windowMs);
      }
      const marked = pairing.heard;
      const changes = marked === undefined ? [] : [write(keyOf(from, to), marked, version)];
      return { isAnswer: true, changes };
    },
    read,
    note({ identity, remote }, { heard, version }, news) {
      if (!isOn || news.length === 0) return undefined;
      const at = now();
      const added = news.map((one) => ({ at, ...one }));
      return write(keyOf(identity, remote), withHeard(heard, added, at - windowMs), version);
    },
  };
}

function loopDetected(identity: string, remote: string, windowMs: number): BridgeError {
  return new BridgeError(
    'loop-detected',
    `${identity} was about to answer, in ${remote}, a message that is itself an automatic answer of the bridge: within ` +
      `${windowMs} ms it heard nothing else there. Do not answer messages with "self": true; send anything else after ` +
      'that time, declare who only sends there with "hear": "none", or change BRIDGE_LOOP_WINDOW.',
  );
}
