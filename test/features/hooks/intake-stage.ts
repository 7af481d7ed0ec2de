import type { MessageToSend } from '../../../src/contract/schemas.ts';
import { SCOPES, type Caller } from '../../../src/core/caller.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import { dialectOf, type Hook } from '../../../src/features/hooks/hook.ts';
import type { IntakeDeps } from '../../../src/features/hooks/intake/deps.ts';
import { take, type Taken } from '../../../src/features/hooks/intake/intake.ts';
import type { Payload } from '../../../src/features/hooks/render/delivery.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import type { LedgerRecord } from '../../../src/features/messages/ledger/record.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';

export const JULIET = 'juliet@example.org';
export const ORCHARD = 'orchard@muc.example.org';
export const CALLER: Caller = { keyId: 'nurse', identities: ['*'], scopes: new Set(SCOPES) };

const HOOK: Hook = {
  ...{ id: 'h1', name: 'verona', dialect: 'alertmanager', from: 'nurse@bridge.example.org' },
  to: [
    { jid: JULIET, type: 'chat' },
    { jid: ORCHARD, type: 'groupchat' },
  ],
  verify: { scheme: 'none' },
  ...{ update: 'edit', storm: { max: 20, per: 60 }, secret: '', keyId: 'nurse' },
  ...{ createdAt: '2026-01-31T12:00:00.000Z', updatedAt: '2026-01-31T12:00:00.000Z' },
};

/** An outbox that keeps each message once by its id, as the real one does. */
export function intakeStage(terms: Partial<Hook> = {}) {
  let now = 1_769_860_800_000;
  let ids = 0;
  const hook = { ...HOOK, ...terms };
  const outbox = new Map<string, MessageToSend>();
  /** Thrown instead of keeping a message, once each. */
  const faults: unknown[] = [];
  const records = new Map<string, Partial<LedgerRecord>>();
  const store = createMemoryStore({ now: () => now });
  const deps: IntakeDeps = {
    store,
    now: () => now,
    newId: () => `m${++ids}`,
    find: (_, id) => Promise.resolve(records.get(id) as LedgerRecord | undefined),
    refused: () => undefined,
    async message(_, message) {
      await Promise.resolve();
      const { id = '' } = message;
      const fault = faults.shift();
      if (fault !== undefined) throw fault as Error;
      const known = outbox.get(id);
      if (known !== undefined && known.body !== message.body) {
        throw new BridgeError('idempotency-key-reused', 'used');
      }
      outbox.set(id, message);
      return { id } as LedgerRecord;
    },
  };
  const speaker = { hook, caller: CALLER };
  const deliver = (body: unknown, headers: Record<string, string> = {}): Promise<Taken> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return take(deps, speaker, readPayload({ headers, query: {}, body: Buffer.from(text) }));
  };
  return {
    take: (payload: Payload): Promise<Taken> => take(deps, speaker, payload),
    ...{ deps, speaker, store, outbox, records, faults, deliver, dialect: dialectOf(hook) },
    sent: () => [...outbox.values()],
    /** What one of the recipients got. */
    to: (jid: string) => [...outbox.values()].filter(({ to }) => to === jid),
    pass(ms: number) {
      now += ms;
    },
  };
}

export function alert(name: string, status: 'firing' | 'resolved' = 'firing', more: object = {}) {
  return {
    version: '4',
    groupKey: `{}:{alertname="${name}"}`,
    status,
    groupLabels: { alertname: name },
    alerts: [
      {
        status,
        labels: { alertname: name },
        fingerprint: name,
        startsAt: '2026-01-31T12:00:00Z',
        ...more,
      },
    ],
  };
}
