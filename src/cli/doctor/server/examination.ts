import type { Settings } from '../../../config/settings.ts';
import type { Connection } from './connection.ts';
import type { Product } from './product.ts';

/** What each check of a service has at hand. */
export interface Examination {
  readonly connection: Connection;
  readonly settings: Settings;
  readonly product: Product | undefined;
  /** Full JID of an identity of ours that nobody else knows. */
  readonly stranger: string;
  /** Full JID of the identity that is tried: the one that the caller named, or the stranger. */
  readonly identity: string;
}
