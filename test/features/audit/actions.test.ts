import { describe, expect, it } from 'vitest';
import { createContract } from '../../../src/contract/checks.ts';
import { readContract } from '../../../src/contract/document.ts';
import { actionOf, fieldsOf, objectOf } from '../../../src/features/audit/actions.ts';

const { operations } = createContract(readContract());

/** Nothing lasting comes of it, or it is a way to speak. */
const NOT_REMEMBERED = [
  ...['testWebhook', 'previewHook', 'testHook', 'putNodeItem', 'deleteNodeItem'],
  ...['inviteToRoom', 'reactInRoom', 'retractFromRoom', 'setRoomSubject'],
];

function rowOf(operation: string) {
  const row = actionOf(operation);
  if (row === undefined) throw new Error(`${operation} is not remembered`);
  return row;
}

/** Whoever may publish may change nodes, by the rights that the service gives. */
const OF_PUBSUB = [
  ...['putPubsubNode', 'deletePubsubNode', 'purgePubsubNode', 'changePubsubAffiliations'],
  ...['putPubsubSubscription', 'deletePubsubSubscription'],
];

describe('what is remembered', () => {
  it('is every change of keys, webhooks, hooks, identities, rooms and nodes, and nothing that only reads or sends', () => {
    const managed = operations.filter(
      ({ method, scopes }) => method !== 'get' && scopes.some((scope) => scope.endsWith(':manage')),
    );
    const expected = managed.map(({ id }) => id).filter((id) => !NOT_REMEMBERED.includes(id));
    const remembered = operations.map(({ id }) => id).filter((id) => actionOf(id) !== undefined);
    const others = ['moveConsumer', 'deleteConsumer', 'runCommand', 'continueCommand'];
    expect(remembered.toSorted()).toEqual([...expected, ...others, ...OF_PUBSUB].toSorted());
  });

  it('has the id and the name of a new key, and never the key', () => {
    const answer = { id: 'k1', name: 'friar', key: 'sbk_secret' };
    const object = objectOf(rowOf('createKey'), { path: {}, body: { name: 'friar' }, answer });
    expect(object).toEqual({ type: 'key', id: 'k1', name: 'friar' });
  });

  it('has the names of the fields that a webhook was changed by, and never their values', () => {
    const row = rowOf('updateWebhook');
    const body = { url: 'https://x.example/?token=secret', headers: { 'X-Key': 'secret' } };
    const done = { path: { id: 'w1' }, body, answer: { id: 'w1', ...body } };
    expect([objectOf(row, done), fieldsOf(row, done)]).toEqual([
      { type: 'webhook', id: 'w1' },
      ['url', 'headers'],
    ]);
  });

  it('has the dead letter that was discarded, and its webhook', () => {
    const path = { id: 'w1', letterId: '7-0' };
    const object = objectOf(rowOf('discardDeadLetter'), {
      path,
      body: undefined,
      answer: undefined,
    });
    expect(object).toEqual({ type: 'webhook', id: 'w1', item: '7-0' });
  });

  it('has the command that was executed and where, and never the values', () => {
    const answer = { id: 'c1', to: 'example.org', node: 'add-user', form: { title: 'secret' } };
    const body = { to: 'example.org', node: 'add-user', values: { password: 'County' } };
    const object = { type: 'command', id: 'c1', name: 'add-user', item: 'example.org' };
    expect(objectOf(rowOf('runCommand'), { path: {}, body, answer })).toEqual(object);
    const step = { path: { id: 'c1' }, body: { values: { password: 'County' } }, answer };
    expect(objectOf(rowOf('continueCommand'), step)).toEqual(object);
  });

  it('has the name of the consumer that was moved', () => {
    const done = { path: { name: 'mercutio' }, body: { cursor: '1-0' }, answer: {} };
    expect(objectOf(rowOf('moveConsumer'), done)).toEqual({ type: 'consumer', id: 'mercutio' });
  });
});
