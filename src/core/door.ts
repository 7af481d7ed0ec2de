/**
 * An address for those who speak another API than ours: what comes in is given as it came, and is proved by what the door
 * itself says. Doors are no operations of the contract.
 */
export interface Door {
  /** Names it in logs and metrics, as an operation is named. */
  readonly name: string;
  /** With parameters (`:id`). */
  readonly url: string;
  readonly methods: readonly ('POST' | 'PUT')[];
  /** Bytes of a body. */
  readonly bodyLimit: number;
  /**
   * Before the body is read: rejects when the caller is not known. Resolves with what is done with the body. What is wrong
   * with it is thrown as for any operation.
   */
  readonly admit: (knock: Knock) => Promise<(body: Uint8Array) => Promise<DoorAnswer>>;
}

/** A request without its body. */
export interface Knock {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name; what came several times is joined as HTTP has it. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface DoorAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
