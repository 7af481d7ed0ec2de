import type { Declarations } from '../../src/reconciler/declarations.ts';
import type { Kind } from '../../src/reconciler/kind.ts';
import { Reconciler, type ReconcilerDeps } from '../../src/reconciler/reconciler.ts';
import type { Store } from '../../src/store/store.ts';
import { systemClock } from '../../src/xmpp/clock.ts';
import { until } from '../support/until.ts';
import { lampKind, wantedOf, type Lamp, type LampKindOptions, type LampRequest } from './lamps.ts';

const ignore = () => undefined;
const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

export type LampOptions = Partial<LampKindOptions> & Partial<Omit<ReconcilerDeps, 'store'>>;

/** A replica with lamps. The side that switches them answers at once, unless `ask` is given. */
export class LampReplica {
  readonly requests: LampRequest[] = [];
  readonly reconciler: Reconciler;
  readonly lamps: Declarations<Lamp, Lamp>;

  constructor(store: Store, options: LampOptions = {}) {
    const { clock = systemClock, random = Math.random, replica = 'verona' } = options;
    this.reconciler = new Reconciler({
      ...{ rate: Infinity, ...options },
      ...{ store, clock, random, replica, logger },
    });
    this.lamps = this.reconciler.register(this.#kind(options));
  }

  #kind({ ask = (request) => this.obey(request), ...options }: LampOptions): Kind<Lamp, Lamp> {
    return lampKind({
      ...options,
      ask: (request) => {
        this.requests.push(request);
        return ask(request);
      },
    });
  }

  async obey(request: LampRequest): Promise<void> {
    await this.lamps.saw(request.key, wantedOf(request));
  }

  asked(): string[] {
    return this.requests.map(({ key }) => key);
  }

  async settled(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await until(async () => (await this.lamps.get(key))?.settled, {
        message: `${key} to be settled`,
      });
    }
  }
}
