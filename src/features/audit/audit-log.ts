import type { AuditEntryBody, AuditPageBody } from '../../contract/schemas.ts';
import type { Caller } from '../../core/caller.ts';
import { instant } from '../../core/instant.ts';
import type { LogEntry } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { fieldsOf, objectOf, type actionOf, type Succeeded } from './actions.ts';

/** The log of it in the store. */
export const AUDIT_LOG = 'audit';
/** Of a few hundred bytes each. */
export const MAX_AUDIT_ENTRIES = 50_000;

/** A request that changed something. */
export interface Audited extends Succeeded {
  readonly request: string;
  readonly caller: Caller | undefined;
}

type Row = NonNullable<ReturnType<typeof actionOf>>;
type Stored = Omit<AuditEntryBody, 'id'>;

export interface AuditLog {
  /** Never rejects: what was done is done, and the log line says it too. */
  readonly record: (row: Row, audited: Audited) => Promise<void>;
  /** Newest first; `after` is the `next` of the page before. */
  readonly list: (page: {
    readonly after?: string;
    readonly limit: number;
  }) => Promise<AuditPageBody>;
  readonly trim: () => Promise<void>;
}

export type AuditLogDeps = Pick<Runtime, 'store' | 'logger' | 'now'> & {
  readonly settings: Pick<Runtime['settings'], 'auditRetention'>;
};

export function createAuditLog({ store, logger, now, settings }: AuditLogDeps): AuditLog {
  return {
    async record(row, audited) {
      const entry = entryOf(row, audited, now());
      const { requestId: request, actor, action, object, fields } = entry;
      logger.info({ request, actor, action, object, fields }, 'audit');
      try {
        await store.commit([{ do: 'append', log: AUDIT_LOG, value: JSON.stringify(entry) }]);
      } catch (error) {
        logger.warn({ request, reason: String(error) }, 'an audit entry was not stored');
      }
    },
    async list({ after, limit }) {
      const { entries, more } = await store.readBack(AUDIT_LOG, after, limit);
      const since = (await store.clock()) - settings.auditRetention;
      const kept = entries.filter(({ position }) => Number.parseInt(position, 10) >= since);
      const items = kept.map(bodyOf);
      const next = more && kept.length === entries.length ? items.at(-1)?.id : undefined;
      return next === undefined ? { items } : { items, next };
    },
    async trim() {
      // By the clock that dated the entries: this machine's may be wrong.
      const before = (await store.clock()) - settings.auditRetention;
      await store.trim(AUDIT_LOG, { before, maxLength: MAX_AUDIT_ENTRIES });
    },
  };
}

function entryOf(row: Row, audited: Audited, now: number): Stored {
  const { request: requestId, caller } = audited;
  const { keyId = '', name } = caller ?? {};
  const fields = fieldsOf(row, audited);
  return {
    at: instant(now),
    requestId,
    actor: { keyId, ...(name !== undefined && { name }) },
    action: row.action,
    object: objectOf(row, audited),
    ...(fields !== undefined && { fields: [...fields] }),
  };
}

function bodyOf({ position, value }: LogEntry): AuditEntryBody {
  return { id: position, ...(JSON.parse(value) as Stored) };
}
