/** Which operations are remembered, and what each did to what. Pure. */
import type { AuditEntryBody } from '../../contract/schemas.ts';
import type { OperationId } from '../../core/route.ts';

export type AuditAction = AuditEntryBody['action'];
export type AuditObject = AuditEntryBody['object'];

interface Row {
  readonly action: AuditAction;
  /** The parameter that names a part of the object. */
  readonly item?: 'deliveryId' | 'letterId' | 'jid' | 'identity' | 'node';
}

const ACTIONS: Readonly<Partial<Record<OperationId, Row>>> = {
  createKey: { action: 'key.created' },
  updateKey: { action: 'key.changed' },
  rotateKey: { action: 'key.rotated' },
  revokeKey: { action: 'key.revoked' },
  createWebhook: { action: 'webhook.created' },
  updateWebhook: { action: 'webhook.changed' },
  deleteWebhook: { action: 'webhook.deleted' },
  pauseWebhook: { action: 'webhook.paused' },
  resumeWebhook: { action: 'webhook.resumed' },
  rotateWebhookSecret: { action: 'webhook.secret-rotated' },
  replayWebhookEvents: { action: 'webhook.events-replayed' },
  retryDelivery: { action: 'webhook.delivery-retried', item: 'deliveryId' },
  replayDeadLetters: { action: 'webhook.dead-letters-replayed' },
  discardDeadLetter: { action: 'webhook.dead-letter-discarded', item: 'letterId' },
  discardDeadLetters: { action: 'webhook.dead-letters-discarded' },
  createHook: { action: 'hook.created' },
  updateHook: { action: 'hook.changed' },
  deleteHook: { action: 'hook.deleted' },
  rotateHook: { action: 'hook.secret-rotated' },
  moveConsumer: { action: 'consumer.moved' },
  deleteConsumer: { action: 'consumer.deleted' },
  putIdentity: { action: 'identity.declared' },
  updateIdentity: { action: 'identity.changed' },
  deleteIdentity: { action: 'identity.deleted' },
  putOfferedCommand: { action: 'identity.command-offered', item: 'node' },
  deleteOfferedCommand: { action: 'identity.command-withdrawn', item: 'node' },
  putContact: { action: 'contact.declared', item: 'jid' },
  deleteContact: { action: 'contact.deleted', item: 'jid' },
  putRoomMembership: { action: 'room.joined', item: 'identity' },
  deleteRoomMembership: { action: 'room.left', item: 'identity' },
  createRoom: { action: 'room.created' },
  configureRoom: { action: 'room.configured' },
  destroyRoom: { action: 'room.destroyed' },
  setRoomAffiliation: { action: 'room.affiliation-set', item: 'jid' },
  changeRoomAffiliations: { action: 'room.affiliations-set' },
  changeRoomOccupant: { action: 'room.occupant-changed' },
  putPubsubNode: { action: 'pubsub.node-put', item: 'node' },
  deletePubsubNode: { action: 'pubsub.node-deleted', item: 'node' },
  purgePubsubNode: { action: 'pubsub.node-purged', item: 'node' },
  changePubsubAffiliations: { action: 'pubsub.affiliations-set', item: 'node' },
  putPubsubSubscription: { action: 'pubsub.subscribed', item: 'node' },
  deletePubsubSubscription: { action: 'pubsub.unsubscribed', item: 'node' },
  moderateMessage: { action: 'room.message-moderated' },
  runCommand: { action: 'command.executed' },
  continueCommand: { action: 'command.continued' },
};

export function actionOf(operation: string): Row | undefined {
  return (ACTIONS as Readonly<Partial<Record<string, Row>>>)[operation];
}

/** Of a request that succeeded. */
export interface Succeeded {
  readonly path: unknown;
  readonly body: unknown;
  readonly answer: unknown;
}

/** Characters of a text that a caller chose. */
const MAX_TEXT = 200;

/** What it was done to: ids and names only, as bodies and answers have secrets in them. */
export function objectOf({ action, item }: Row, { path, answer }: Succeeded): AuditObject {
  const type = action.slice(0, action.indexOf('.')) as AuditObject['type'];
  const id =
    textAt(path, 'id') ??
    textAt(path, 'room') ??
    textAt(path, 'service') ??
    textAt(path, 'name') ??
    textAt(answer, 'id') ??
    textAt(answer, 'room') ??
    '';
  if (type === 'command') return commandIn(id, answer);
  const name = type === 'key' ? textAt(answer, 'name') : undefined;
  const part = item && textAt(path, item);
  return {
    type,
    id,
    ...(name !== undefined && { name }),
    ...(part !== undefined && { item: part }),
  };
}

/** Which command it is, and who offers it: its values may be passwords. */
function commandIn(id: string, answer: unknown): AuditObject {
  const name = textAt(answer, 'node') ?? '';
  return { type: 'command', id, name, item: textAt(answer, 'to') ?? '' };
}

/** The names of the fields that a key or a webhook was changed by. */
export function fieldsOf({ action }: Row, { body }: Succeeded): readonly string[] | undefined {
  return action.endsWith('.changed') ? Object.keys(body ?? {}) : undefined;
}

function textAt(value: unknown, name: string): string | undefined {
  const found = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof found === 'string' ? found.slice(0, MAX_TEXT) : undefined;
}
