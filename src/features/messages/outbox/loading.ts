interface LoadDeps {
  /** Ends early when aborted; never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const RETRY_MS = 100;

/** Each learns what earlier senders knew; again and again while the store is away. */
export async function load(
  deps: LoadDeps,
  parts: readonly { load(): Promise<void> }[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const part of parts) await part.load();
      return;
    } catch {
      await deps.sleep(RETRY_MS, signal);
    }
  }
}
