import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import type { Runtime } from '../runtime.ts';
import { COMMANDS_METRICS } from './metrics.ts';
import type { Ask } from './running/asking.ts';
import { runningRoutes, type AskItems } from './running/routes.ts';
import { Runs } from './running/runs.ts';

export interface CommandsFeature extends Feature {
  readonly routes: ReturnType<typeof runningRoutes>;
}

export interface CommandsDeps {
  readonly ask: Ask;
  readonly items: AskItems;
}

/** The other side may have to build a form first, such as a long list. */
const MAX_WAIT_MS = 30_000;

/** Ad-hoc commands (XEP-0050) of other addresses. */
export function createCommands(runtime: Runtime, { ask, items }: CommandsDeps): CommandsFeature {
  const ended = createTally(['completed', 'canceled', 'failed'] as const);
  const runs = new Runs({
    ...runtime,
    ask,
    waitMs: Math.min(MAX_WAIT_MS, runtime.settings.maxIqWait),
    newSessionId: runtime.newId,
    ended: ended.count,
  });
  return {
    name: 'commands',
    routes: runningRoutes({ runs, items, home: runtime.home }),
    metrics: collectors(COMMANDS_METRICS, {
      commandsRun: () => ended.counts().map(([result, value]) => ({ labels: { result }, value })),
    }),
  };
}
