import type { Store } from '../../../store/store.ts';
import type { MessagesDeps } from './messages.ts';
import type { SendDeps } from './send.ts';

export interface IntakeDeps extends MessagesDeps, SendDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
}
