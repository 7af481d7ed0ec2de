/** Follows the provisioning file: looks at it again and again, and has it applied where that is to be done. */
import { SettingsFault } from '../../config/settings.ts';
import type { Runtime } from '../runtime.ts';
import { readApplied, type Applied } from './applied.ts';
import type { ProvisionFile } from './provision-file.ts';
import type { RunResult } from './run.ts';
import type { WatchedFile } from './watched-file.ts';

export interface FollowerDeps extends Pick<Runtime, 'store' | 'logger' | 'monotonic'> {
  readonly path: string;
  readonly watched: WatchedFile<ProvisionFile>;
  readonly run: (file: ProvisionFile) => Promise<RunResult>;
  readonly failed: (reason: 'file' | 'object') => void;
}

/** What is known of it, for the metrics. */
export interface Standing {
  readonly isInForce: boolean;
  readonly applied: Applied | undefined;
}

/** After a run that failed for some objects: nothing says that the next will do better. */
const RETRY_MS = 30_000;

export class ProvisionFollower {
  readonly #deps: FollowerDeps;
  #file: ProvisionFile;
  /** Whether this file is still to be brought into force. What another replica applied later is not undone. */
  #isDue = true;
  #isFaulty = false;
  #applied: Applied | undefined;
  #notBefore = -Infinity;
  /** What was said last, so that it is said once. */
  #said: string | undefined;

  /** Throws SettingsFault for a file with a fault. */
  constructor(deps: FollowerDeps) {
    this.#deps = deps;
    this.#file = deps.watched.first();
    this.#warn();
  }

  standing(): Standing {
    const isInForce = !this.#isFaulty && this.#applied?.digest === this.#file.digest;
    return { isInForce, applied: this.#applied };
  }

  /** Looks at the file, then does what is to be done. Resolves with whether there is more to do soon; never rejects. */
  async turn(): Promise<boolean> {
    const isChanging = this.#look();
    try {
      await this.#follow();
    } catch (error) {
      // The store itself says that it is away, once.
      this.#deps.logger.debug({ reason: String(error) }, 'the provisioning file waits');
    }
    return isChanging || (this.#isDue && this.#deps.monotonic() >= this.#notBefore);
  }

  /** True when it has just changed. */
  #look(): boolean {
    const { watched, logger, path } = this.#deps;
    const found = watched.look();
    if (found.is === 'faulty') {
      this.#isFaulty = true;
      this.#deps.failed('file');
      const faults = faultsOf(found.fault);
      logger.error({ path, faults }, 'the provisioning file has a fault; the one before stays');
    }
    if (found.is !== 'changed') return found.is === 'changing';
    this.#isFaulty = false;
    this.#file = found.value;
    this.#isDue = true;
    this.#notBefore = -Infinity;
    this.#said = undefined;
    this.#warn();
    return false;
  }

  #warn(): void {
    for (const warning of this.#file.warnings) this.#deps.logger.warn({}, warning);
  }

  async #follow(): Promise<void> {
    const { store, run, monotonic } = this.#deps;
    const file = this.#file;
    this.#applied = await readApplied(store);
    if (this.#applied?.digest === file.digest) {
      this.#isDue = false;
      return;
    }
    // A store that came back empty has nothing of it.
    if (!this.#isDue && this.#applied !== undefined) {
      this.#tellOther(this.#applied);
      return;
    }
    if (monotonic() < this.#notBefore) return;
    const result = await run(file);
    if (result === 'applied') {
      this.#applied = await readApplied(store);
      this.#isDue = false;
    } else if (result !== 'busy') this.#fail(result.failed);
  }

  #fail(objects: readonly string[]): void {
    const { failed, logger, monotonic } = this.#deps;
    failed('object');
    this.#notBefore = monotonic() + RETRY_MS;
    this.#once(`failed ${objects.join()}`, () => {
      logger.error({ objects }, 'the provisioning file could not be applied whole; trying again');
    });
  }

  /** Replicas may see a change a minute apart; one that never sees it is worth a look. */
  #tellOther({ by, digest }: Applied): void {
    this.#once(`other ${digest}`, () => {
      this.#deps.logger.info(
        { by, digest },
        'another replica has applied another provisioning file',
      );
    });
  }

  #once(what: string, say: () => void): void {
    if (this.#said === what) return;
    this.#said = what;
    say();
  }
}

function faultsOf(fault: unknown): readonly string[] {
  return fault instanceof SettingsFault ? fault.lines : [String(fault)];
}
