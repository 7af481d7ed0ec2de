/** What a run wrote down: who sent what, who saw what, and what was done to whom. All times are ms since 1970. */

/** What was done to a process or a connection, and until when it was out of order. */
export interface Disturbance {
  /** `slow` harms nobody, and excuses nothing. */
  readonly what: 'kill' | 'pause' | 'cut' | 'silence' | 'stop' | 'slow';
  /** `replica-1`, `server`, `redis`; of a cut or a silence: `link-1` or `store-1`, the connections of replica 1. */
  readonly who: string;
  readonly from: number;
  readonly to: number;
}

/** A message that was answered 202. */
export interface Accepted {
  readonly id: string;
  /** `<identity> <user>`; what is in one is in order. */
  readonly conversation: string;
  readonly number: number;
  readonly at: number;
  /** To nobody: it has to fail. */
  readonly isToNobody: boolean;
}

export interface LedgerRecord {
  readonly status: string;
  /** When it got each status. */
  readonly history: readonly { readonly status: string; readonly at: number }[];
  /** The code of the failure. */
  readonly reason?: string;
}

/** A message of the bridge as a user got it. */
export interface Arrival {
  readonly id: string;
  readonly conversation: string;
  readonly number: number;
  readonly at: number;
}

/** A message or an IQ of a user. */
export interface Spoken {
  readonly id: string;
  readonly conversation: string;
  readonly number: number;
  readonly at: number;
}

/** The XMPP server wrote a stanza to a connection of a replica. */
export interface HandedOver {
  /** Number of the replica. */
  readonly to: number;
  readonly at: number;
}

/** An event about a message of a user, as the log or a reader of it has it. */
export interface Heard {
  readonly event: string;
  readonly cursor: string;
  readonly conversation: string;
  readonly number: number;
  /** When the reader got it. */
  readonly at: number;
}

export interface Reader {
  readonly name: string;
  readonly heard: readonly Heard[];
}

export interface OutgoingBooks {
  readonly accepted: readonly Accepted[];
  /** By id; what has none is missing. */
  readonly records: ReadonlyMap<string, LedgerRecord>;
  /** In the order of each user. */
  readonly arrivals: readonly Arrival[];
  /** Receipts that users sent, by the id of the message. */
  readonly receipts: ReadonlyMap<string, Spoken>;
}

export interface IncomingBooks {
  readonly spoken: readonly Spoken[];
  /** Ids of messages that came back as errors. */
  readonly refused: ReadonlySet<string>;
  /** Receipts of the bridge: when, by the id of the message. */
  readonly receipts: ReadonlyMap<string, number>;
  /** `message.received` in the order of the log. */
  readonly log: readonly Heard[];
  /** Every event of the log, of any type. */
  readonly events: readonly { readonly id: string; readonly cursor: string }[];
}

export interface Answers {
  readonly asked: readonly Spoken[];
  /** When answers came, by the id of the IQ. */
  readonly answers: ReadonlyMap<string, readonly number[]>;
  /** Ids of IQs that are in the event log. */
  readonly logged: ReadonlySet<string>;
}

/** What a run of one server was like. */
export interface Books {
  readonly disturbances: readonly Disturbance[];
  /** By the id of the stanza. */
  readonly handedOver: ReadonlyMap<string, readonly HandedOver[]>;
  readonly outgoing: OutgoingBooks;
  readonly incoming: IncomingBooks;
  readonly readers: readonly Reader[];
  readonly iqs: Answers;
  /** `link.down` events: the reason that each gives. */
  readonly linkLosses: readonly { readonly at: number; readonly reason: string }[];
}

export interface Verdict {
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly rule: string;
  /** What it was: ids, conversations, numbers, times. */
  readonly details: readonly string[];
}
