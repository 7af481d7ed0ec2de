import type { Clock } from '../xmpp/clock.ts';

export interface TimeLimit {
  /** Aborted when the time is up or `outer` is aborted. */
  readonly signal: AbortSignal;
  /** Rejects at the same moment; never resolves. */
  readonly over: Promise<never>;
  end(): void;
}

export function timeLimit(clock: Clock, ms: number, outer: AbortSignal): TimeLimit {
  const controller = new AbortController();
  let reject: (reason: Error) => void = () => undefined;
  const over = new Promise<never>((_, fail) => (reject = fail));
  over.catch(() => undefined);
  const stop = (reason: string) => {
    const error = new Error(reason);
    controller.abort(error);
    reject(error);
  };
  const outerOver = () => stop('The link or the lease was lost.');
  const cancel = clock.after(ms, () => stop(`The request was not sent within ${ms} ms.`));
  outer.addEventListener('abort', outerOver, { once: true });
  return {
    signal: controller.signal,
    over,
    end() {
      cancel();
      outer.removeEventListener('abort', outerOver);
    },
  };
}
