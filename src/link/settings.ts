import type { ReaderBounds } from '../stanza/xml/reader.ts';

/** What one link needs to know, with the defaults of everything that has one. */
export interface LinkSettings {
  /** `xmpp://host:port` of the server's component listener, or `xmpps://host:port` of what speaks TLS before it. */
  readonly service: string;
  /** Asked for each connection; undefined where it is plain. Throws an error with a message for a person. */
  readonly tls?: (() => TlsIdentity) | undefined;
  readonly domain: string;
  readonly secret: string;
  /** The server's own JID: asked where it does not route a barrier back to us. */
  readonly serverHost: string;
  readonly timings: LinkTimings;
  readonly bounds: LinkBounds;
}

/** Who is trusted, and who we are; texts are PEM. */
export interface TlsIdentity {
  /** What the certificate must be for; undefined: the host of the service. */
  readonly name?: string | undefined;
  /** The only authorities; undefined: those of Node.js. */
  readonly ca?: string | undefined;
  /** The client certificate with its key, or neither. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** In milliseconds. */
export interface LinkTimings {
  /** From the first packet to the accepted handshake. */
  readonly attempt: number;
  /** Silence after which the server is asked for a sign of life. */
  readonly idle: number;
  /** Silence after that question which means that the link is dead. */
  readonly answer: number;
  /** How often silence is looked at. `idle + answer + 2 × tick` is when a dead peer is noticed at the latest. */
  readonly tick: number;
  /** How long a barrier may take before another kind is tried. */
  readonly barrier: number;
  /** Least time between two barriers. */
  readonly barrierGap: number;
  /** How long a link without a barrier waits until it tries again to have one. */
  readonly barrierRetry: number;
  /** Where other replicas have links too: after how long a barrier that did not return is sent again. */
  readonly barrierRepeat: number;
  /** From our end of the stream to the end of the socket. */
  readonly closing: number;
  /** A link that lasted so long was a good one: the next attempt comes soon. */
  readonly stable: number;
  /** A link that lasted so long ends a quarrel about the component domain. */
  readonly peaceful: number;
  readonly tcpKeepAlive: number;
}

export interface LinkBounds {
  /** Of characters written and not yet taken by the kernel: from there on `drained` waits. */
  readonly unsent: number;
  /** From there on nothing more is taken. */
  readonly mostUnsent: number;
  /** Of one incoming stanza. */
  readonly stanza: ReaderBounds;
  /** Of an iq answer that is waited for. */
  readonly answer: ReaderBounds;
}

export const DEFAULT_TIMINGS: LinkTimings = {
  attempt: 10_000,
  // A dead peer is noticed within 15 s, ticks included.
  idle: 9_000,
  answer: 5_000,
  tick: 500,
  barrier: 5_000,
  barrierGap: 20,
  barrierRetry: 30_000,
  // One link loses nothing that is under way.
  barrierRepeat: Number.POSITIVE_INFINITY,
  closing: 2_000,
  stable: 1_000,
  peaceful: 60_000,
  tcpKeepAlive: 10_000,
};

export const DEFAULT_BOUNDS: LinkBounds = {
  unsent: 1024 * 1024,
  mostUnsent: 4 * 1024 * 1024,
  stanza: { maxBytes: 256 * 1024, maxDepth: 64, maxElements: 2_000 },
  answer: { maxBytes: 2 * 1024 * 1024, maxDepth: 64, maxElements: 16_000 },
};
