/** Walks the contract: a POST takes an `Idempotency-Key`, or a repeat of it does no harm. */
import { expect, it } from 'vitest';
import { readContract, resolve, type ParameterObject } from '../../../src/contract/document.ts';

/** What a repeat does where nothing keeps it from being carried out. */
const HARMLESS: Readonly<Record<string, string>> = {
  cancelMessage: 'is cancelled already',
  echoStanza: 'sends nothing',
  acknowledgeEvents: 'says the same cursor',
  createTicket: 'a ticket that nobody uses ends by itself',
  testWebhook: 'another test event, under an id of its own',
  previewHook: 'sends nothing',
  pauseWebhook: 'is paused already',
  resumeWebhook: 'is enabled already',
  moderateMessage: 'is taken out already',
  purgePubsubNode: 'is empty already',
  retryDelivery: 'another attempt with the same webhook-id',
  replayDeadLetters: 'what was replayed is no dead letter any more',
};

const document = readContract();
const posts = Object.values(document.paths).flatMap(({ post, parameters = [] }) => {
  if (post === undefined) return [];
  const all = [...parameters, ...(post.parameters ?? [])];
  const headers = all
    .map((parameter) => resolve<ParameterObject>(document, parameter))
    .filter((parameter) => parameter.in === 'header');
  return [{ id: post.operationId, headers: headers.map(({ name }) => name.toLowerCase()) }];
});

it.each(posts)('$id takes an Idempotency-Key, or a repeat does no harm', ({ id, headers }) => {
  expect(headers.includes('idempotency-key')).toBe(!(id in HARMLESS));
});

it('nothing is called harmless that is not there', () => {
  const ids = posts.map(({ id }) => id);
  expect(Object.keys(HARMLESS).filter((id) => !ids.includes(id))).toEqual([]);
});
