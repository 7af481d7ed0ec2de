/** The lines of a batch: as many at work as may be, each told as soon as it is known. */
import type { IqBatchLine } from '../../contract/schemas.ts';
import { BridgeError } from '../../core/errors.ts';
import { problemOf } from '../../core/problem.ts';
import { iqToJson } from '../../stanza/json/iq.ts';
import { askInTurn, type AskingDeps, type Outcome, type Turn } from './asking.ts';
import type { Target } from './targets.ts';

export interface ResultsDeps extends AskingDeps {
  readonly counted: (outcome: IqBatchLine['outcome']) => void;
}

export interface BatchTerms extends Pick<
  Turn,
  'caller' | 'idempotencyKey' | 'timeoutMs' | 'signal' | 'moved'
> {
  readonly withinMs: number;
  readonly concurrency: number;
}

/**
 * Goes no further than its reader: those at work, and those told and not yet read, are never more than `concurrency`.
 * When the time is over or `signal` aborts, the rest is told without being asked.
 */
export async function* results(
  deps: ResultsDeps,
  targets: readonly Target[],
  terms: BatchTerms,
): AsyncGenerator<IqBatchLine, void> {
  const { signal, withinMs, concurrency } = terms;
  const endsAt = deps.now() + withinMs;
  const told: IqBatchLine[] = [];
  const waiting = targets.values();
  let [left, working] = [targets.length, 0];
  let wake: () => void = () => undefined;
  const failures: unknown[] = [];
  const tell = (target: Target, outcome: Outcome) =>
    told.push(lineOf(deps, target, outcome, targets.length));
  const isOver = () => signal.aborted || deps.now() >= endsAt;
  const begin = (target: Target) => {
    working += 1;
    left -= 1;
    void outcomeOf(deps, target, { ...terms, endsAt })
      .then((outcome) => tell(target, outcome))
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => {
        working -= 1;
        wake();
      });
  };
  const skip = (target: Target) => {
    left -= 1;
    tell(target, { failure: tooLate(terms), sent: false });
  };
  while (left + working + told.length > 0) {
    while (left > 0 && working + told.length < concurrency) {
      (isOver() ? skip : begin)(waiting.next().value as Target);
    }
    for (const failure of failures) throw failure;
    const line = told.shift();
    if (line !== undefined) yield line;
    else if (working > 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}

async function outcomeOf(
  deps: AskingDeps,
  { index, iq, name }: Target,
  terms: BatchTerms & { readonly endsAt: number },
): Promise<Outcome> {
  if (iq instanceof BridgeError) return { failure: iq, sent: false };
  const { idempotencyKey: key, signal } = terms;
  const idempotencyKey = key === undefined ? undefined : `${key} ${name}`;
  const asked = askInTurn(deps, { ...terms, iq, idempotencyKey, isFirst: index === 0 });
  return Promise.race([asked, abandoned(signal)]);
}

/** What was asked is answered, but to nobody here. */
function abandoned(signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const leave = () => {
      const detail =
        'This replica stopped before an answer came. The same batch with the same Idempotency-Key tells what came of it.';
      resolve({ failure: new BridgeError('shutting-down', detail), sent: true });
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}

function tooLate({ signal, withinMs }: BatchTerms): BridgeError {
  return signal.aborted
    ? new BridgeError('shutting-down', 'This replica stopped before it was asked; ask again.')
    : new BridgeError(
        'iq-timeout',
        `The batch was over after ${withinMs / 1_000} s, before it was asked. Raise "within" or "concurrency", or ask fewer.`,
      );
}

function lineOf(
  { counted }: ResultsDeps,
  { index, to }: Target,
  outcome: Outcome,
  of: number,
): IqBatchLine {
  if ('answer' in outcome) {
    counted('result');
    return { index, of, to, outcome: 'result', answer: iqToJson(outcome.answer) };
  }
  const { failure, sent } = outcome;
  const kind = failure.code === 'iq-timeout' ? 'timeout' : 'error';
  counted(kind);
  const problem = problemOf(failure, '/v1/iq/batch');
  return { index, of, to, outcome: kind, problem, ...(!sent && { sent }) };
}
