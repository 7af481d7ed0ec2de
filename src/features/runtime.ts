import type { Settings } from '../config/settings.ts';
import type { HomeDomains } from '../core/addresses/address.ts';
import type { Contract } from '../contract/checks.ts';
import type { Link } from '../link/link.ts';
import type { LinkRegistry } from '../link/registry.ts';
import type { Relay } from '../link/relay.ts';
import type { SendDirect } from '../link/send-direct.ts';
import type { Logger } from '../observe/logger.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Traces } from '../observe/traces.ts';
import type { Reconciler } from '../reconciler/reconciler.ts';
import type { GateRules } from '../stanza/gate/gate.ts';
import type { PresenceExtras } from '../stanza/gate/presence-extras.ts';
import type { Store } from '../store/store.ts';

/** What every feature is made with. */
export interface Runtime {
  readonly settings: Settings;
  readonly contract: Contract;
  readonly logger: Logger;
  readonly store: Store;
  readonly metrics: Metrics;
  /** Undefined where traces are off. */
  readonly traces: Traces | undefined;
  /** The link of this replica, which may not hold one now. */
  readonly link: Link;
  /** Writes a stanza to the link of whichever replica has one, once. */
  readonly relay: Relay;
  readonly sendDirect: SendDirect;
  readonly registry: LinkRegistry;
  /** Keeps what features declare true, where the link is. */
  readonly reconciler: Reconciler;
  readonly gate: GateRules;
  /** What goes into each presence that the bridge sends. */
  readonly presenceExtras: PresenceExtras;
  /** The XMPP domains of the bridge and of its server. */
  readonly home: HomeDomains;
  /** The XMPP domain of the bridge. */
  readonly domain: string;
  /** Names this process among the replicas. */
  readonly replica: string;
  /** Of the software. */
  readonly software: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Aborts when the bridge begins to stop. */
  readonly stopping: AbortSignal;
  /** Makes texts of 128 random bits each. */
  readonly randomTexts: (encoding: 'base64url' | 'hex') => () => string;
  /** ULIDs that grow: their order is the order in which they were given. */
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
}
