import type { Feature } from '../../core/feature.ts';
import { readListPage } from '../../core/paging.ts';
import { json, type Routes } from '../../core/route.ts';
import type { Runtime } from '../runtime.ts';
import { actionOf } from './actions.ts';
import { createAuditLog, type Audited } from './audit-log.ts';

export interface AuditFeature extends Feature {
  readonly routes: Pick<Routes, 'listAudit'>;
  /** Remembers a success of an operation; undefined where there is nothing to remember. */
  readonly auditOf: (operation: string) => ((audited: Audited) => Promise<void>) | undefined;
}

const TRIM_EVERY_MS = 60_000;

/** Who changed what. */
export function createAudit(runtime: Runtime): AuditFeature {
  const log = createAuditLog(runtime);
  const { logger } = runtime;
  const trim = () =>
    void log.trim().catch((error: unknown) => {
      logger.debug({ reason: String(error) }, 'the audit log was not trimmed');
    });
  const timer = setInterval(trim, TRIM_EVERY_MS);
  return {
    name: 'audit',
    auditOf(operation) {
      const row = actionOf(operation);
      return row && ((audited) => log.record(row, audited));
    },
    routes: {
      listAudit: {
        scope: 'audit:read',
        handler: async ({ query }) => json(200, await readListPage('audit', query, log.list)),
      },
    },
    stop() {
      clearInterval(timer);
    },
  };
}
