import type { Settings } from '../config/settings.ts';
import type { Traces } from '../observe/traces.ts';
import { readVersion, replicaName } from './runtime.ts';

/** Undefined unless the settings name a collector. */
export async function openTraces(settings: Settings): Promise<Traces | undefined> {
  const { tracesUrl: url } = settings;
  if (url === undefined) return undefined;
  const { openOtelTraces } = await import('../observe/otel-traces.ts');
  return openOtelTraces({ url, version: readVersion(), replica: replicaName(settings) });
}
