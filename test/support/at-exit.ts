/**
 * Runs synchronous clean-ups when this process ends, however it ends short of SIGKILL. Vitest ends its workers with
 * SIGTERM, on which Node runs no exit handlers of its own accord.
 */
const cleanups = new Set<() => void>();
let installed = false;

/** Registers a clean-up; returns a function that withdraws it (the thing is gone already). */
export function atExit(cleanup: () => void): () => void {
  if (!installed) install();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

function install(): void {
  installed = true;
  process.on('exit', runAll);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Whoever else listens decides what the signal means; alone, it keeps its usual meaning.
      if (process.listenerCount(signal) === 1) process.exit(1);
    });
  }
}

function runAll(): void {
  for (const cleanup of [...cleanups].reverse()) {
    cleanups.delete(cleanup);
    try {
      cleanup();
    } catch {
      // One thing that cannot be cleaned must not keep the others.
    }
  }
}
